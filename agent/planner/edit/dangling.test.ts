import { expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

it.each([
  'if weight is over 5 or height is over 2',
  'Before saving, check that the name is given; if it is missing answer 400 "who?" and stop there.',
])('changes nothing when only half of "%s" was read', async said => {
  const talk = converse();
  await talk.say(
    'When a webhook receives name, weight and height, store them in a table called parcels and answer "ok".',
  );
  const before = talk.workflow();

  await talk.say(said);

  const decisions = talk.workflow().nodes.filter(({ type }) => type === 'core.if');
  for (const { id } of decisions) expect(talk.workflow().connections.some(({ from }) => from === id)).toBe(true);
  if (decisions.length === 0) expect(talk.workflow()).toEqual(before);
  for (const { id, type } of talk.workflow().nodes)
    expect(type === 'core.webhook' || talk.workflow().connections.some(({ to }) => to === id)).toBe(true);
});
