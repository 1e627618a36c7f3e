import type { ExecutionProgress, Journal, NewExecution } from './journal';
import type { NodeExecution } from './node-execution';

/** Numbers the records of one run and hands them to the journal, several at a time. */
export interface Recorder {
  /** Takes the next number; durable with the next flush at the latest. */
  add(record: NodeExecution): NodeExecution;
  /** Resolves when everything added so far is on disk. */
  flush(progress?: ExecutionProgress): Promise<void>;
  hasUnwritten(): boolean;
}

interface RecorderOptions {
  journal: Journal;
  executionId: string;
  epoch: number;
  seq: number;
  /** Made durable with the first write, for an execution that is not yet. */
  create?: NewExecution;
}

export function createRecorder({ journal, executionId, epoch, seq, create }: RecorderOptions): Recorder {
  let toCreate = create;
  let unwritten: NodeExecution[] = [];
  let last = seq;
  let onDisk: Promise<unknown> = Promise.resolve();

  return {
    add(record) {
      last += 1;
      const numbered = { ...record, seq: last };
      unwritten.push(numbered);
      return numbered;
    },
    async flush(progress) {
      if (unwritten.length > 0 || progress) {
        const records = unwritten;
        unwritten = [];
        const entry = { executionId, epoch, records, progress, create: toCreate };
        toCreate = undefined;
        onDisk = Promise.all([onDisk, journal.write(entry)]);
        onDisk.catch(() => undefined); // whoever awaits it is told; nobody has to
      }
      await onDisk;
    },
    hasUnwritten: () => unwritten.length > 0,
  };
}
