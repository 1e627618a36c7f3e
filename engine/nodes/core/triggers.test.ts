import { describe, expect, it } from 'vitest';
import { callNode, callsOf } from '@/tests/support/call-node';
import { nodeTypes } from '../registry.generated';
import { describeSchedule, nextTimes } from '../schedule-times';

const webhook = nodeTypes['core.webhook']!;
const schedule = nodeTypes['core.schedule']!;
const respond = nodeTypes['core.respond']!;

describe('Webhook', () => {
  const given = async (item: object, params = {}) =>
    (await callNode(webhook, { params, items: [item as never] })).next![0];

  it('hands on the request as it came', async () => {
    const request = { method: 'POST', headers: { a: 'b' }, query: {}, body: { amount: 1 }, files: [] };
    expect(await given(request)).toBe(request);
  });

  it('completes what a person types for a trial', async () => {
    const whole = { method: 'POST', headers: {}, query: {}, body: { amount: 1 }, files: [] };
    expect(await given({ amount: 1 })).toEqual(whole);
    expect(await given({ body: { amount: 1 } })).toEqual(whole);
    expect(await given({ query: { q: 'x' } }, { method: 'GET' })).toMatchObject({
      method: 'GET',
      query: { q: 'x' },
      body: {},
    });
    expect(await given({ body: 'a text', from: 'Ada' })).toMatchObject({ body: { body: 'a text', from: 'Ada' } });
  });
});

describe('Respond to webhook', () => {
  const answered = async (params: object, items = [{ id: 7 }]) => {
    const [call] = await callsOf(respond, { params: params as never, items });
    return respond.toAnswer!(call!);
  };

  it('sends text as text and everything else as JSON', async () => {
    const text = { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'No 7' };
    expect(await answered({ body: 'No {{ item.id }}' })).toEqual(text);
    expect(await answered({ body: { id: '{{ item.id }}' }, status: 201 })).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: { id: 7 },
    });
    expect(await answered({ body: '{{ item.id }}' })).toMatchObject({ body: 7 });
    expect(await answered({})).toMatchObject({ status: 200, body: '' });
  });

  it('adds headers, and lets them decide the type', async () => {
    const headers = [
      { name: 'Content-Type', value: 'text/html' },
      { name: 'X-Id', value: '{{ item.id }}' },
    ];
    expect((await answered({ body: '<p>', headers })).headers).toEqual({ 'content-type': 'text/html', 'x-id': '7' });
    expect((await answered({ body: '<p>', headers: { 'X-Id': 7 } })).headers).toMatchObject({ 'x-id': '7' });
  });

  it('has a status that HTTP knows', () => {
    const accepts = (status: unknown) => respond.params.safeParse({ status }).success;
    expect([200, '404', 599].every(accepts)).toBe(true);
    expect([0, 99, 700, 'ok'].some(accepts)).toBe(false);
  });
});

describe('Schedule', () => {
  const times = (params: object, after: string, count = 3, timeZone = 'UTC') =>
    nextTimes(params, { after: new Date(after), count, timeZone }).map(time => time.toISOString().slice(0, 16));

  it('fills in the time it was started at', async () => {
    const now = new Date('2026-03-02T07:00:00Z');
    const params = { cron: '0 8 * * *', timeZone: 'Europe/Berlin' };
    const { next } = await callNode(schedule, { params, items: [{}], now });
    expect(next).toEqual([
      { scheduled_at: now.toISOString(), started_at: now.toISOString(), time_zone: 'Europe/Berlin' },
    ]);
  });

  it('keeps the hour of the day over a change of the clocks', () => {
    const morning = { mode: 'cron', cron: '0 8 * * *', timeZone: 'Europe/Berlin' };
    expect(times(morning, '2026-03-27T12:00:00Z')).toEqual([
      '2026-03-28T07:00',
      '2026-03-29T06:00',
      '2026-03-30T06:00',
    ]);
    expect(times(morning, '2026-10-24T00:00:00Z')).toEqual([
      '2026-10-24T06:00',
      '2026-10-25T07:00',
      '2026-10-26T07:00',
    ]);
  });

  it('runs once where an hour is missing or comes twice', () => {
    const night = { mode: 'cron', cron: '30 2 * * *', timeZone: 'Europe/Berlin' };
    expect(times(night, '2026-03-28T12:00:00Z', 2).map(time => time.slice(0, 10))).toEqual([
      '2026-03-29',
      '2026-03-30',
    ]);
    expect(times(night, '2026-10-24T12:00:00Z', 2).map(time => time.slice(0, 10))).toEqual([
      '2026-10-25',
      '2026-10-26',
    ]);
  });

  it('uses the zone of the workflow where it has none of its own', () => {
    expect(times({ cron: '0 8 * * 1-5' }, '2026-03-06T14:00:00Z', 1, 'America/New_York')).toEqual(['2026-03-09T12:00']);
  });

  it('counts intervals from a fixed moment', () => {
    const every = (amount: number, unit: string, timeZone?: string) => ({
      mode: 'interval',
      every: amount,
      unit,
      timeZone,
    });
    expect(times(every(15, 'minutes'), '2026-03-02T08:07:00Z')).toEqual([
      '2026-03-02T08:15',
      '2026-03-02T08:30',
      '2026-03-02T08:45',
    ]);
    expect(times(every(1, 'hours', 'Asia/Kolkata'), '2026-03-02T08:07:00Z', 1)).toEqual(['2026-03-02T08:30']);
    expect(times(every(1, 'days', 'Europe/Berlin'), '2026-03-28T12:00:00Z')).toEqual([
      '2026-03-28T23:00',
      '2026-03-29T22:00',
      '2026-03-30T22:00',
    ]);
    expect(times(every(1, 'weeks'), '2026-03-04T12:00:00Z', 2)).toEqual(['2026-03-09T00:00', '2026-03-16T00:00']);
    expect(times(every(2, 'days'), '2026-03-02T00:00:00Z', 2)).toEqual(
      times(every(2, 'days'), '2026-03-02T13:00:00Z', 2),
    );
  });

  it('has no times while it is incomplete or wrong', () => {
    for (const params of [
      {},
      { cron: 'x' },
      { mode: 'interval', every: 5 },
      { cron: '0 8 * * *', timeZone: 'Mars/Base' },
    ])
      expect(times(params, '2026-03-02T00:00:00Z')).toEqual([]);
  });

  it('names what is missing or wrong', () => {
    const wrong = (params: object) => schedule.params.safeParse(params).error?.issues.map(({ path }) => path.join('.'));
    expect(wrong({})).toEqual(['cron']);
    expect(wrong({ cron: '0 25 * * *' })).toEqual(['cron']);
    expect(wrong({ cron: '0 0 31 2 *' })).toEqual(['cron']);
    expect(wrong({ cron: '* * * * * *' })).toEqual(['cron']);
    expect(wrong({ mode: 'interval' })).toEqual(['every', 'unit']);
    expect(wrong({ cron: '0 8 * * *', timeZone: 'Berlin' })).toEqual(['timeZone']);
    expect(wrong({ cron: '0 8 * * *', timeZone: 'Europe/Berlin' })).toBeUndefined();
  });

  it('reads as people say it', () => {
    expect(describeSchedule({ cron: '0 8 * * 1-5', timeZone: 'Europe/Berlin' })).toMatchInlineSnapshot(
      `"At 08:00, Monday through Friday (Europe/Berlin)"`,
    );
    expect(describeSchedule({ cron: '0 8 * * *' })).toBe('At 08:00 every day');
    expect(describeSchedule({ mode: 'interval', every: 15, unit: 'minutes' })).toBe('Every 15 minutes');
    expect(describeSchedule({ mode: 'interval', every: 1, unit: 'hours' })).toBe('Every hour');
    expect(describeSchedule({})).toBe('No time set yet');
  });
});
