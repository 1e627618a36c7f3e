import { z } from 'zod';
import { readBody } from '@/app/_server/read-body';
import { handle, requireUser } from '@/app/_server/session';
import { readCanvas, saveCanvas } from '@/app/workflows/_server/canvas';
import { Change } from '@/engine/workflow/change';

type Context = { params: Promise<{ workflowId: string }> };

/** The workflow as it is saved, with everything the canvas draws of it. */
export const GET = handle(async (request: Request, { params }: Context) => {
  const { workflowId } = await params;
  const { asUser } = await requireUser(request);
  return Response.json(await readCanvas(asUser, workflowId));
});

const Body = z.object({ baseVersion: z.int().min(0), changes: z.array(Change).min(1).max(5_000) });

/** One list of edits, made on `baseVersion`; merged with whatever was saved since. */
export const POST = handle(async (request: Request, { params }: Context) => {
  const { workflowId } = await params;
  const { asUser } = await requireUser(request);
  return Response.json(await saveCanvas(asUser, { workflowId, ...(await readBody(request, Body)) }));
});
