import { runtime } from '@/app/_server/runtime';
import { handle, requireUser } from '@/app/_server/session';
import { readExecution } from '@/database/executions';

type Context = { params: Promise<{ executionId: string }> };

/** Stops a run wherever it is; what is finished stays as it is. */
export const POST = handle(async (request: Request, { params }: Context) => {
  const { executionId } = await params;
  const { claims, asUser: asPerson } = await requireUser(request);
  await asPerson(tx => readExecution(tx, { executionId }));
  return Response.json({ cancelled: await runtime().cancelExecution({ claims, executionId }) });
});
