import { headers } from 'next/headers';
import { notFound, redirect, unstable_rethrow } from 'next/navigation';
import type { Transaction } from '@/database/connection';
import { AppError } from '@/engine/errors';
import { backPath, pathHeader } from './own-address';
import { requireUser } from './session';

type User = Awaited<ReturnType<typeof requireUser>>;

/** What a page reads, as the person who looks. */
export const load = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  loadUser(({ asUser }) => asUser(work));

/** As `load`, for what needs more than one transaction. Whoever is not signed in is sent there; what is not theirs is not there. */
export async function loadUser<Result>(work: (user: User) => Promise<Result>): Promise<Result> {
  try {
    return await work(await requireUser());
  } catch (error) {
    unstable_rethrow(error);
    const known = AppError.from(error);
    if (known.code === 'session.required') redirect(await signInPath());
    // 22P02: the address held no uuid.
    if (known.status === 404 || hasCode(error, '22P02')) notFound();
    throw error;
  }
}

/** Signing in comes back to the page that was asked for. */
async function signInPath(): Promise<string> {
  const path = backPath((await headers()).get(pathHeader));
  return path === '/' ? '/signin' : `/signin?next=${encodeURIComponent(path)}`;
}

const hasCode = (error: unknown, code: string) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
