import { afterAll } from 'vitest';
import { openTestDatabase, type TestDatabase } from './test-database';

export type { TestDatabase, TestUser } from './test-database';

/** One per test file: `const database = await freshDatabase()` at its top. Gone when the file is done. */
export async function freshDatabase(): Promise<TestDatabase> {
  const database = await openTestDatabase();
  afterAll(() => database.close());
  return database;
}
