import { expect, it } from 'vitest';
import { flow, step } from '../../tests/support/flow';
import { testTypes as nodeTypes } from '../../tests/support/node-types';
import { applyChanges } from './apply-changes';
import { fromPortable, readPortable, toPortable } from './portable';
import { emptyWorkflow } from './schema';

const original = {
  ...flow('start > check', 'check yes> tell', 'check no> other', step('tell', { params: { note: 'hi' } })),
  settings: { timeZone: 'Europe/Berlin' },
};

it('comes back the same from a file, with ids of its own', () => {
  const [document] = readPortable(JSON.stringify(toPortable(original)));
  const { workflow, skipped } = applyChanges(emptyWorkflow('New'), fromPortable(document!), nodeTypes);

  expect(skipped).toEqual([]);
  expect(toPortable(workflow)).toEqual(toPortable(original));
  expect(workflow.nodes.map(({ id }) => id)).not.toContain(original.nodes[0]!.id);
});

it('leaves the key of a step at home', () => {
  const withKey = step('tell', { options: { credentialId: '0198c0de-0000-7000-8000-000000000001' } });

  expect(JSON.stringify(toPortable(flow('start > tell', withKey)))).not.toContain('0198c0de');
});

it.each(['', 'hello', '{}', '[1]', '{"parley":"workflow","format":2}'])('says why %j cannot be read', text => {
  expect(() => readPortable(text)).toThrow(expect.objectContaining({ code: 'import.not_readable' }));
});
