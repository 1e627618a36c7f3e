import { handle, requireUser } from '@/app/_server/session';
import { readDraft } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { suggestSteps } from '@/engine/suggest/suggest-steps';

type Context = { params: Promise<{ workflowId: string }> };

/** Three steps that fit behind `from`, in front of `to`, or between them. */
export const GET = handle(async (request: Request, { params }: Context) => {
  const { workflowId } = await params;
  const { asUser } = await requireUser(request);
  const { workflow } = await asUser(tx => readDraft(tx, { workflowId }));
  const query = new URL(request.url).searchParams;
  const named = (name: string) => query.get(name) ?? undefined;
  const spot = { from: named('from'), port: named('port'), to: named('to') };
  return Response.json(suggestSteps(workflow, spot, { nodeTypes }));
});
