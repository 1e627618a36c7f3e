import { showApproval, takeApproval } from '@/app/_server/approval-links';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ waitId: string; key: string }> };

/** The page on which somebody decides what a run waits for. Opening it decides nothing. */
export const GET = async (_request: Request, { params }: Context) => showApproval(await params);

export const POST = async (request: Request, { params }: Context) => takeApproval(request, await params);
