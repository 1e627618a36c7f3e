import { describe, expect, it } from 'vitest';
import { readRequest } from './grammar/request';

const stepsOf = (message: string) => readRequest(message).steps;

describe('what a request is headed by', () => {
  it.each([
    'A guest leaves: webhook with room. Answer "bye {room}".',
    'Front desk. POST with room. Answer "bye {room}".',
    'Hotel checkout webhook receives room. Answer "bye {room}".',
  ])('is no step and no riddle: %s', message => {
    const plan = readRequest(message);
    expect(plan.unknown).toEqual([]);
    expect(plan.trigger).toMatchObject({ kind: 'webhook', fields: ['room'] });
    expect(plan.steps).toMatchObject([{ kind: 'answer' }]);
  });
});

describe('rows that share a value with the request', () => {
  it.each([
    'Webhook with city. Count the rows in visits where city is the posted city and answer "{count}".',
    'Webhook with city. Count all rows in visits where city equals {city} and answer "{count}".',
    'Webhook with city. Count the entries of visits where city is this city and answer "{count}".',
  ])('are found by it: %s', message => {
    const value = { kind: 'field', name: 'city' };
    expect(stepsOf(message)).toMatchObject([
      { kind: 'find', table: 'visits', test: { comparison: { subject: value, operator: 'equals', value } } },
      { kind: 'aggregate', operations: [{ operation: 'count' }] },
      { kind: 'answer' },
    ]);
  });
});

describe('lists', () => {
  it('are ordered from one end to the other', () => {
    const order = (words: string) =>
      stepsOf(
        `Every day at 8 read the list from https://a.example.com/x, sort it by size ${words}, save size to the table t`,
      )[1];
    expect(order('from lowest to highest')).toMatchObject({ kind: 'sort', by: [{ field: 'size', descending: false }] });
    expect(order('from big to small')).toMatchObject({ kind: 'sort', by: [{ field: 'size', descending: true }] });
  });

  it('are not cut to the number that a condition speaks of', () => {
    const steps = stepsOf(
      'Every hour get the list from https://a.example.com/x. Keep only those where size is above 50 and save size to the table t',
    );
    expect(steps.map(({ kind }) => kind)).toEqual(['http', 'filter', 'store']);
  });
});

describe('rows that are changed', () => {
  it('tell afterwards whether there was one', () => {
    expect(
      stepsOf('Webhook with code. Delete the row in coupons with that code. If there is no such row answer "none".'),
    ).toMatchObject([{ kind: 'delete-rows', table: 'coupons' }, { kind: 'branch' }]);
  });

  it('are kept up to date in the table named before', () => {
    const steps = stepsOf(
      'We keep a table called meters. Webhook with meter and kwh: update the row of that meter if it exists, create it if it does not.',
    );
    expect(steps).toMatchObject([{ kind: 'store', table: 'meters', unique: 'meter' }]);
  });

  it('are not stored twice, however that is said', () => {
    const steps = stepsOf(
      'Every hour read the feed https://a.example.com/rss. Add title and link to the table news, but not if a row with the same link is already there.',
    );
    expect(steps.map(({ kind }) => kind)).toEqual(['feed', 'store', 'once']);
  });
});

describe('deeds that nobody knows', () => {
  it('are never taken for a heading', () => {
    const plan = readRequest('Frobnicate the flux. Webhook with amount. Answer "ok".');
    expect(plan.unknown).toEqual(['Frobnicate the flux']);
  });
});
