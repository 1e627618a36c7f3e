import { handle, requireUser } from '@/app/_server/session';
import { readDraft } from '@/database/workflows';
import { layout } from '@/engine/diagram/layout';
import { nodeTypes } from '@/engine/nodes/registry.generated';

type Context = { params: Promise<{ workflowId: string }> };

/** Where every step would stand if it were all drawn anew. Saves nothing. */
export const GET = handle(async (request: Request, { params }: Context) => {
  const { workflowId } = await params;
  const { asUser } = await requireUser(request);
  const { workflow } = await asUser(tx => readDraft(tx, { workflowId }));
  return Response.json(await layout(workflow, { everything: true, nodeTypes }));
});
