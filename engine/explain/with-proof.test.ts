import { expect, it } from 'vitest';
import { explained, small } from './testing/run-small';
import { withProof } from './with-proof';

it('offers a change with its proof, and none that did not help', async () => {
  const keep = { type: 'set', params: { fields: [{ name: 'shelf', value: '{{ item.isle }}' }] } };
  const told = await explained(small({ start: { type: 'manual' }, keep }), [{ aisle: 4 }]);
  const works = withProof(told, { status: 'works', sentence: 'Tested.' });
  const fails = withProof(told, { status: 'fails', sentence: 'It still stops.' });

  expect(works.fix).toMatchObject({ proof: { status: 'works' } });
  expect(works.nextStep).toContain('Apply the change');
  expect(fails.fix).toBeNull();
  expect(fails.nextStep).not.toContain('Apply');
});
