import { expect, it } from 'vitest';
import { type NewLists, Payloads } from './journal-payloads';

const executionId = '018f0000-0000-7000-8000-000000000001';
const list = Array.from({ length: 2_000 }, (_, id) => ({ id, text: 'x'.repeat(60) }));

/** A connection that answers each statement as told. */
function connection(answers: Record<string, Error>) {
  const asked: string[] = [];
  const query = async (statement: string | { name: string }) => {
    const name = typeof statement === 'string' ? statement : statement.name;
    asked.push(name);
    if (answers[name]) throw answers[name];
    return { rows: [] };
  };
  return { asked, client: { query: query as never } };
}

it('tells what went wrong first, also where that cannot be undone either', async () => {
  const payloads = new Payloads();
  const lists: NewLists = new Map();
  payloads.fold({ next: [{ list }] }, { executionId, lists });
  const { client, asked } = connection({ payload: new Error('disk full'), rollback: new Error('connection lost') });
  const written = payloads.write(client, { lists, records: async () => ({ rows: [{ id: executionId }] }) });
  await expect(written).rejects.toThrow('disk full');
  expect(asked).toEqual(['begin', 'payload', 'rollback']);
});
