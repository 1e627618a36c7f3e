import { handle, requireUser } from '@/app/_server/session';
import { catalogue } from '@/app/workflows/_server/canvas';
import { listHttpServices } from '@/database/http-services';

/** Every type of step for the palette, and the services that the HTTP step can be pointed at. */
export const GET = handle(async (request: Request) => {
  const { asUser } = await requireUser(request);
  return Response.json(catalogue(await asUser(listHttpServices)));
});
