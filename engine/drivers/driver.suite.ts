import { describe, expect, it } from 'vitest';
import { crowded, type Driver } from '../run/driver';

type OpenDriver = () => Promise<Driver>;

const soon = (ms: number) => new Date(Date.now() + ms);

/** Collects the executions it was given, and lets a test hold them. */
function collector() {
  const seen: string[] = [];
  let arrived = Promise.withResolvers<void>();
  return {
    seen,
    note(executionId: string) {
      seen.push(executionId);
      arrived.resolve();
      arrived = Promise.withResolvers();
    },
    async reach(count: number) {
      while (seen.length < count) await arrived.promise;
    },
  };
}

/** What every driver promises, whatever it is built on. */
export function driverSuite(name: string, open: OpenDriver): void {
  describe(name, () => {
    it('brings a started execution to one of several workers, once', async () => {
      const [one, two, starter] = [await open(), await open(), await open()];
      const work = collector();
      const ids = Array.from({ length: 30 }, () => crypto.randomUUID());
      await one.serve(async id => work.note(id), { concurrency: 4 });
      await two.serve(async id => work.note(id), { concurrency: 4 });

      await Promise.all(ids.map(id => starter.start(id)));
      await work.reach(30);

      expect(work.seen.toSorted()).toEqual(ids.toSorted());
      await Promise.all([one, two, starter].map(driver => driver.stop()));
    });

    it('queues an execution only once', async () => {
      const driver = await open();
      const work = collector();
      const id = crypto.randomUUID();
      await Promise.all([driver.start(id), driver.start(id), driver.start(id)]);

      await driver.serve(async executionId => work.note(executionId), { concurrency: 4 });
      await driver.start(crypto.randomUUID());
      await work.reach(2);

      expect(work.seen.filter(seen => seen === id)).toEqual([id]);
      await driver.stop();
    });

    it('takes the highest priority first, and never fills all of a worker with what is crowded', async () => {
      const driver = await open();
      const work = collector();
      const release = Promise.withResolvers<void>();
      const crowd = Array.from({ length: 20 }, () => crypto.randomUUID());
      const [first, late] = [crypto.randomUUID(), crypto.randomUUID()];
      for (const id of crowd) await driver.start(id, { priority: crowded });
      await driver.start(first);
      const hold = async (id: string) => {
        work.note(id);
        if (id !== first) await release.promise;
      };

      await driver.serve(hold, { concurrency: 12 });
      await work.reach(11);
      await driver.start(late);
      await work.reach(12);

      expect(work.seen.slice(0, 11)).toContain(first); // the order within one fetch is anybody's
      expect(work.seen.slice(0, 11).filter(id => crowd.includes(id))).toHaveLength(10);
      expect(work.seen[11]).toBe(late);
      release.resolve();
      await work.reach(22);
      await driver.stop();
    });

    it('never gives one execution to two workers at the same time', async () => {
      const [one, two] = [await open(), await open()];
      const work = collector();
      const shared = crypto.randomUUID();
      let atOnce = 0;
      let most = 0;
      const release = Promise.withResolvers<void>();
      const hold = async (id: string) => {
        if (id === shared) atOnce += 1;
        most = Math.max(most, atOnce);
        work.note(id);
        if (work.seen.length === 1) await release.promise;
        if (id === shared) atOnce -= 1;
      };
      await one.serve(hold, { concurrency: 2 });
      await two.serve(hold, { concurrency: 2 });

      await one.start(shared);
      await work.reach(1);
      await two.signal(shared); // during the run: not lost, and not at the same time
      await two.start(crypto.randomUUID());
      await work.reach(2);
      release.resolve();
      await work.reach(3);

      expect(work.seen.filter(seen => seen === shared)).toHaveLength(2);
      expect(most).toBe(1);
      await Promise.all([one, two].map(driver => driver.stop()));
    });

    it('wakes an execution at its time, and a signal brings it forward', async () => {
      const driver = await open();
      const work = collector();
      await driver.serve(async id => work.note(id), { concurrency: 4 });
      const [late, signalled] = [crypto.randomUUID(), crypto.randomUUID()];
      const time = soon(300);

      await driver.wakeAt(late, time);
      await driver.wakeAt(signalled, soon(3_600_000));
      await driver.signal(signalled);
      await work.reach(2);

      expect(work.seen).toEqual([signalled, late]);
      expect(Date.now()).toBeGreaterThanOrEqual(time.getTime());
      await driver.stop();
    });

    it('aborts a cancelled execution wherever it is', async () => {
      const [worker, elsewhere] = [await open(), await open()];
      const work = collector();
      const aborted = Promise.withResolvers<unknown>();
      await worker.serve(
        async (id, signal) => {
          signal.addEventListener('abort', () => aborted.resolve(signal.reason));
          work.note(id);
          await aborted.promise;
        },
        { concurrency: 1 },
      );
      const id = crypto.randomUUID();
      await elsewhere.start(id);
      await work.reach(1);

      await elsewhere.cancel(id);

      expect(await aborted.promise).toMatchObject({ code: 'execution.cancelled' });
      await Promise.all([worker, elsewhere].map(driver => driver.stop()));
    });

    it('holds what is in no queue: cancelling reaches it, and stopping waits for it', async () => {
      const [worker, elsewhere] = [await open(), await open()];
      const id = crypto.randomUUID();
      const over: string[] = [];
      const ended = (name: string) => (signal: AbortSignal) =>
        new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(void over.push(name))));
      expect(worker.hold(id, ended('too early'))).toBeNull(); // it does not serve yet

      await worker.serve(async () => undefined, { concurrency: 4 });
      const held = worker.hold(id, ended('cancelled'));
      expect(worker.hold(id, ended('twice'))).toBeNull();
      await elsewhere.cancel(id);
      await held;
      const left = worker.hold(crypto.randomUUID(), ended('stopped'));
      await worker.stop({ graceMs: 0 });
      await left;

      expect(over).toEqual(['cancelled', 'stopped']);
      expect(worker.hold(crypto.randomUUID(), ended('too late'))).toBeNull();
      await elsewhere.stop();
    });

    it('gives back what failed, and what was under way when it stopped', async () => {
      const [first, second] = [await open(), await open()];
      const work = collector();
      await first.serve(
        (id, signal) =>
          new Promise((_, reject) => {
            work.note(id);
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
        { concurrency: 1 },
      );
      const id = crypto.randomUUID();
      await first.start(id);
      await work.reach(1);

      await first.stop({ graceMs: 0 });
      await second.serve(async executionId => work.note(executionId), { concurrency: 1 });
      await work.reach(2);

      expect(work.seen).toEqual([id, id]);
      await second.stop();
    });
  });
}
