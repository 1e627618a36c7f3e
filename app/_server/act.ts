import { unstable_rethrow } from 'next/navigation';
import { AppError } from '@/engine/errors';
import { log } from './log';
import { requireUser } from './session';

type User = Awaited<ReturnType<typeof requireUser>>;
type Result<Value> = { value: Value } | { error: { code: string; message: string } };

/** The rim of every server action: who is asking, and a sentence instead of an exception. */
export async function act<Value>(work: (user: User) => Promise<Value>): Promise<Result<Value>> {
  try {
    return { value: await work(await requireUser()) };
  } catch (error) {
    unstable_rethrow(error);
    const known = AppError.from(error);
    if (known.code === 'unexpected') log.error({ error }, 'an action broke');
    return { error: known.toJSON() };
  }
}
