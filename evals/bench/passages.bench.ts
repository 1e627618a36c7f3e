import { sql } from 'kysely';
import { asService, type Database } from '@/database/connection';
import { createDocumentStore } from '@/database/document-store';
import { openTestDatabase } from '@/tests/support/test-database';
import { type Bench, figure, median } from './figure';

const passages = 10_000;
const dimensions = 768;
const limit = 5;
const collection = { name: 'Handbook', model: 'embedder', dimensions };

/** Finding the nearest of 10,000 passages in SQL, beside sending all their embeddings as bytes and comparing them here. */
export const bench: Bench = async () => {
  const { db, addUser, close } = await openTestDatabase();
  try {
    const { claims } = await addUser();
    const store = createDocumentStore(db, claims);
    const vectors = Array.from({ length: passages }, randomUnit);
    const of = (embedding: number[]) => ({ text: 'x'.repeat(900), page: null, embedding });
    const began = performance.now();
    await store.replaceSource(collection, { source: 'all', passages: vectors.map(of) });
    const storing = performance.now() - began;
    const bytes = vectors.map(vector => Buffer.from(Float32Array.from(vector).buffer));
    const storingBytes = await timeOf(() => keepBytes(db, bytes));
    await asService(db, tx => sql`analyze`.execute(tx));
    const question = randomUnit();
    const value = await median(() => store.findNearest(collection, { embedding: question, limit, minScore: -1 }));
    const reference = await median(() => nearestHere(db, question));
    const name = `documents: ${passages} passages of ${dimensions} numbers`;
    return [
      figure(`${name}: nearest`, { value, unit: 'ms', reference }),
      figure(`${name}: stored`, { value: storing, unit: 'ms', reference: storingBytes }),
    ];
  } finally {
    await close();
  }
};

function randomUnit(): number[] {
  const vector = Array.from({ length: dimensions }, () => Math.random() * 2 - 1);
  const length = Math.hypot(...vector);
  return vector.map(value => value / length);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** As it would be kept if the worker compared. */
const keepBytes = (db: Database, embeddings: readonly Buffer[]) =>
  asService(db, async tx => {
    await sql`create table public.bench_passages (id int primary key, embedding bytea not null)`.execute(tx);
    await sql`alter table public.bench_passages alter column embedding set storage external`.execute(tx);
    for (let from = 0; from < embeddings.length; from += 500) {
      const texts = embeddings.slice(from, from + 500).map(bytes => bytes.toString('hex'));
      await sql`insert into public.bench_passages select ${from}::int + place, decode(text, 'hex')
        from unnest(${texts}::text[]) with ordinality as given(text, place)`.execute(tx);
    }
  });

async function nearestHere(db: Database, question: readonly number[]): Promise<number[]> {
  const { rows } = await asService(db, tx =>
    sql<{ id: number; embedding: Buffer }>`select id, embedding from public.bench_passages`.execute(tx),
  );
  return rows
    .map(({ id, embedding }) => ({ id, score: dot(toFloats(embedding), question) }))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ id }) => id);
}

/** A view where the bytes lie as the processor wants them, else a copy. */
const toFloats = ({ buffer, byteOffset, length }: Buffer): Float32Array =>
  byteOffset % 4 === 0
    ? new Float32Array(buffer, byteOffset, length / 4)
    : new Float32Array(buffer.slice(byteOffset, byteOffset + length));

function dot(one: Float32Array, other: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += one[at]! * other[at]!;
  return sum;
}
