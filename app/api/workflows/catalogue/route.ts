import { handle, requireUser } from '@/app/_server/session';
import { catalogue } from '@/app/workflows/_server/canvas';

/** Every type of step, for the palette. */
export const GET = handle(async (request: Request) => {
  await requireUser(request);
  return Response.json(catalogue());
});
