import { takeRunCall } from '@/app/_server/run-calls';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ executionId: string; name: string; key: string }> };

/** The address that a run gave away: called once, the run goes on with what came. */
const take = async (request: Request, { params }: Context) => takeRunCall(request, await params);

export { take as DELETE, take as GET, take as PATCH, take as POST, take as PUT };
