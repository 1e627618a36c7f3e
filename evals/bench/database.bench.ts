import { asService, asUser, type Claims, type Database, type Transaction } from '@/database/connection';
import { openTestDatabase } from '@/tests/support/test-database';
import { type Compared, comparisons } from './database-queries';
import { type Bench, type Figure, figure, median } from './figure';
import { fillMany, idOf } from './many-rows';

const amounts = { workflows: 100_000, runs: 1, steps: 10 };
const repeats = 20;

/** What row level security costs a person with 50 workflows of their own, 500 through two teams and 20 shares. */
export const bench: Bench = async () => {
  const { db, close } = await openTestDatabase();
  try {
    await asService(db, tx => fillMany(tx, amounts));
    const person = idOf(1, 0);
    const subject = { workflowId: idOf(3, 7), sharedWorkflowId: idOf(3, 60), executionId: idOf(4, 7919 * 7) };
    const figures: Figure[] = [];
    for (const compared of comparisons({ person, ...subject })) figures.push(await measure(db, { person, compared }));
    return figures;
  } finally {
    await close();
  }
};

/** Milliseconds of one, inside a transaction that is open already: what differs is who asks and how. */
async function measure(
  db: Database,
  { person, compared: { name, ours, byHand } }: { person: string; compared: Compared },
): Promise<Figure> {
  const claims: Claims = { sub: person, role: 'authenticated' };
  const repeated = (tx: Transaction, work: Compared['ours']) => async () => {
    for (let round = 0; round < repeats; round += 1) await work(tx);
  };
  const reference = await asService(db, tx => median(repeated(tx, byHand)));
  const value = await asUser(db, claims, tx => median(repeated(tx, ours)));
  return figure(`database: ${name}`, { value: value / repeats, unit: 'ms', reference: reference / repeats });
}
