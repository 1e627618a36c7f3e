import { redirect, unstable_rethrow } from 'next/navigation';
import type { Transaction } from '@/database/connection';
import { AppError } from '@/engine/errors';
import { findUser } from './session';

interface Link<Result> {
  /** The page's own path: whoever has to sign in first comes back to it. */
  path: string;
  take(tx: Transaction): Promise<Result>;
}

/** What a link gives to the person who opens it; null, and who they are signed in as, where it gives nothing. */
export async function takeLink<Result>({
  path,
  take,
}: Link<Result>): Promise<{ taken: Result } | { taken: null; email: string }> {
  const user = await findUser();
  if (!user) redirect(`/signin?next=${encodeURIComponent(path)}`);
  try {
    return { taken: await user.asUser(take) };
  } catch (error) {
    unstable_rethrow(error);
    if (AppError.from(error).status !== 404) throw error;
    return { taken: null, email: user.claims.email ?? '' };
  }
}
