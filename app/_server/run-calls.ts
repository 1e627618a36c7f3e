import { addRunFiles } from '@/database/run-files';
import { findRunOwner, takeCall } from '@/database/run-waits';
import { AppError } from '@/engine/errors';
import { goOn } from './approvals';
import { readCall } from './hook-request';
import { log } from './log';
import { runtime } from './runtime';
import { isCallKey } from './wait-address';

export interface RunCall {
  executionId: string;
  name: string;
  key: string;
}

/** A call to the address of a run. It counts once, also before the run gets there; then the run goes on with it. */
export async function takeRunCall(request: Request, call: RunCall): Promise<Response> {
  try {
    const name = decodeURIComponent(call.name);
    if (!isCallKey({ ...call, name })) throw new AppError('call.not_found', {});
    await take(request, { executionId: call.executionId, name });
    return Response.json({ received: true });
  } catch (error) {
    const known = AppError.from(error);
    if (known.code === 'unexpected') log.error({ error, executionId: call.executionId }, 'a call to a run broke');
    return Response.json({ error: known.toJSON() }, { status: known.status });
  }
}

async function take(request: Request, { executionId, name }: Pick<RunCall, 'executionId' | 'name'>): Promise<void> {
  const { db } = runtime();
  const { item, files } = await readCall(request);
  const ownerId = await findRunOwner(db, { executionId });
  if (!ownerId) throw new AppError('call.not_found', {});
  await addRunFiles(db, { ownerId, executionId, files });
  const taken = await takeCall(db, { executionId, name, item });
  if (taken !== 'taken') throw new AppError('call.not_taken', { why: taken === 'over' ? 'over' : 'answered' });
  await goOn(executionId);
}
