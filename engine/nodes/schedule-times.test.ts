import { Cron } from 'croner';
import { describe, expect, it } from 'vitest';
import { nextTimes } from './schedule-times';

/** As the program goes: each time is asked for after the one before it. */
function walk(cron: string, timeZone: string, { from, until }: { from: string; until: string }): string[] {
  const times: string[] = [];
  for (let after = new Date(from); ; ) {
    const [next] = nextTimes({ mode: 'cron', cron, timeZone }, { after, count: 1 });
    if (!next || next >= new Date(until)) return times;
    times.push(next.toISOString());
    after = next;
  }
}

/** The two days of 2026 on which the clocks of a zone change. */
const days = {
  'Europe/Berlin': {
    twice: '30 2 * * *',
    spring: ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    autumn: ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  },
  'America/New_York': {
    twice: '30 1 * * *',
    spring: ['2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    autumn: ['2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  },
} as const;

describe.each(Object.entries(days))('when the clocks change in %s', (zone, { spring, autumn, twice }) => {
  const on = ([from, until]: readonly [string, string], cron: string) =>
    walk(cron, zone, { from: new Date(Date.parse(from) - 1).toISOString(), until });
  const hourOf = (zoned: string) =>
    new Date(zoned).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });

  it('an hour that is not there runs at the first moment after it, and one that is there twice runs once', () => {
    expect(on(spring, '30 2 * * *').map(hourOf)).toEqual(['03:00']);
    expect(on(autumn, twice).map(hourOf)).toEqual([twice.startsWith('30 2') ? '02:30' : '01:30']);
    expect(on(spring, '0 8 * * *').map(hourOf)).toEqual(['08:00']);
    expect(on(autumn, '0 8 * * *').map(hourOf)).toEqual(['08:00']);
  });

  it('every hour means every hour that passes: 23 in spring, 25 in autumn', () => {
    expect([on(spring, '0 * * * *').length, on(autumn, '0 * * * *').length]).toEqual([23, 25]);
    const apart = on(autumn, '0 * * * *').map(
      (time, index, all) => index && Date.parse(time) - Date.parse(all[index - 1]!),
    );
    expect(new Set(apart.slice(1))).toEqual(new Set([3_600_000]));
  });

  it.each(['30 2 * * *', '30 1 * * *', '*/20 * * * *', '0 0,2,3 * * *', '15 1-3 * * 0'])(
    '%s is as croner says',
    cron => {
      for (const [from, until] of [spring, autumn]) {
        const job = new Cron(cron, { paused: true, timezone: zone, mode: '5-part' });
        const start = new Date(Date.parse(from) - 1);
        const listed = job.nextRuns(100, start).filter(time => time < new Date(until));
        expect(walk(cron, zone, { from: start.toISOString(), until })).toEqual(listed.map(time => time.toISOString()));
      }
    },
  );
});
