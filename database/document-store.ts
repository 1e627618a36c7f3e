import { type RawBuilder, sql } from 'kysely';
import { AppError } from '@/engine/errors';
import {
  type Collection,
  type DocumentStore,
  type EmbeddedPassage,
  type FoundPassage,
  requireSameModel,
} from '@/engine/nodes/document-store';
import { asUser, type Claims, type Database, type Transaction } from './connection';
import { storable } from './json';

interface StoredCollection extends Collection {
  id: string;
}

/** The documents of one person, for the nodes of their workflows. */
export function createDocumentStore(db: Database, claims: Claims): DocumentStore {
  return {
    findCollection: name => asUser(db, claims, tx => findCollection(tx, { name })),
    listCollections: () => asUser(db, claims, listCollections),
    replaceSource: (collection, options) => asUser(db, claims, tx => replaceSource(tx, { collection, ...options })),
    findNearest: (collection, options) => asUser(db, claims, tx => findNearest(tx, { collection, ...options })),
  };
}

/** With `lock`, nobody else stores into it until the transaction ends. */
async function findCollection(
  tx: Transaction,
  { name, lock = false }: { name: string; lock?: boolean },
): Promise<StoredCollection | null> {
  const row = await tx
    .selectFrom('document_collections')
    .select(['id', 'name', 'model', 'dimensions'])
    .where(sql`lower(name)`, '=', sql`lower(${storable(name).trim()})`)
    .$if(lock, query => query.forUpdate())
    .executeTakeFirst();
  return row ?? null;
}

async function listCollections(tx: Transaction): Promise<string[]> {
  const rows = await tx.selectFrom('document_collections').select('name').orderBy(sql`lower(name)`).execute();
  return rows.map(({ name }) => name);
}

async function ensureCollection(tx: Transaction, { name, model, dimensions }: Collection): Promise<StoredCollection> {
  const values = { name: storable(name).trim(), model, dimensions };
  await tx
    .insertInto('document_collections')
    .values(values)
    .onConflict(conflict => conflict.doNothing()) // owner and lower(name)
    .execute();
  return (await findCollection(tx, { name, lock: true }))!;
}

interface Replacement {
  collection: Collection;
  source: string;
  passages: readonly EmbeddedPassage[];
}

async function replaceSource(tx: Transaction, { collection, passages, ...given }: Replacement) {
  const stored = await ensureCollection(tx, collection);
  requireSameModel(stored, collection);
  const source = storable(given.source);
  const { numDeletedRows } = await tx
    .deleteFrom('document_passages')
    .where('collection_id', '=', stored.id)
    .where('source', '=', source)
    .executeTakeFirstOrThrow();
  // In parts: a thousand passages are ten megabytes on their way.
  for (let from = 0; from < passages.length; from += passagesAtOnce) {
    const part = passages.slice(from, from + passagesAtOnce);
    await addPassages(tx, { collectionId: stored.id, source, passages: part, after: from });
  }
  return { replaced: Number(numDeletedRows) };
}

const passagesAtOnce = 500;

/** As PostgreSQL reads an array: its driver would take a list of lists for one of two dimensions. */
const toArray = (embedding: readonly number[]): string => `{${embedding.join(',')}}`;

async function addPassages(
  tx: Transaction,
  options: { collectionId: string; source: string; passages: readonly EmbeddedPassage[]; after: number },
): Promise<void> {
  const { collectionId, source, passages, after } = options;
  const texts = passages.map(({ text }) => storable(text));
  const pages = passages.map(({ page }) => page);
  const embeddings = passages.map(({ embedding }) => toArray(embedding));
  await sql`
    insert into document_passages (collection_id, source, position, text, page, embedding)
    select ${collectionId}::uuid, ${source}, ${after}::int + place, text, page, embedding::real[]
    from unnest(${texts}::text[], ${pages}::int[], ${embeddings}::text[]) with ordinality as passage(text, page, embedding, place)
  `.execute(tx);
}

interface Search {
  collection: Collection;
  embedding: readonly number[];
  limit: number;
  minScore: number;
}

/** Compares with every passage of the collection, which its primary key finds: never an approximation. */
async function findNearest(
  tx: Transaction,
  { collection, embedding, limit, minScore }: Search,
): Promise<FoundPassage[]> {
  const stored = await findCollection(tx, collection);
  if (!stored) throw new AppError('collection.not_found', { name: collection.name, near: null });
  requireSameModel(stored, collection);
  const score = await scoreOf(tx, sql`${toArray(embedding)}::real[]`);
  const { rows } = await sql<FoundPassage>`
    select text, source, passage, page, score from (
      select text, source, position as passage, page, ${score} as score from document_passages
      where collection_id = ${stored.id}::uuid order by score desc, source, position limit ${limit}
    ) as nearest where score >= ${minScore}`.execute(tx);
  return rows;
}

/**
 * pgvector's own dot product where the extension is there and this person may use it, else one in plain SQL. Of 10,000
 * passages with 768 numbers each plain SQL takes 0.9 seconds on two cores (`npm run bench -- passages`). Sending them to
 * the worker as bytes takes 0.6, but there it is 30 MB a question, and nothing else goes on meanwhile. `unnest` stands
 * among the results on purpose: in `from` it takes almost twice as long.
 */
async function scoreOf(tx: Transaction, question: RawBuilder<unknown>): Promise<RawBuilder<number>> {
  const schema = await findVectorSchema(tx);
  if (schema === null)
    return sql`(select sum(x * y)::float8 from (select unnest(embedding) as x, unnest(${question}) as y) as pair)`;
  const vector = sql`${sql.id(schema)}.vector`;
  return sql`-(embedding::${vector} operator(${sql.id(schema)}.<#>) ${question}::${vector})`;
}

/** Where pgvector's types are; null where the database does not have it. */
async function findVectorSchema(tx: Transaction): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select nspname::text as name from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
    where extname = 'vector' and has_schema_privilege(pg_namespace.oid, 'usage')`.execute(tx);
  return rows[0]?.name ?? null;
}
