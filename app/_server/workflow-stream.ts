import type { Transaction } from '@/database/connection';
import type { ExecutionEvents } from '@/database/events';
import { readDraft } from '@/database/workflows';
import { eventStream } from './event-stream';

interface Follow {
  workflowId: string;
  asPerson<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  events: ExecutionEvents;
  signal: AbortSignal;
  /** How often the line is kept alive and the right to see the workflow asked for again. */
  beatMs?: number;
}

/**
 * The number of each version as it is saved, whoever saves it: assistant, canvas, another browser. The version itself
 * is read by whoever wants to draw it. Every look is the person's own, so who may no longer see it hears no more of it.
 */
export async function followWorkflow({ workflowId, asPerson, ...options }: Follow) {
  const look = () => asPerson(async tx => (await readDraft(tx, { workflowId })).version);
  let sent = -1;
  return eventStream<number>({
    ...options,
    id: workflowId,
    first: await look(),
    look,
    tell(version, send) {
      if (version > sent) send(`event: version\ndata: ${version}\n\n`);
      sent = version;
      return false;
    },
  });
}
