import { showTalk, takeMessage } from '@/app/_server/talks';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ pageId: string }> };

/** The page of a chat, for everybody who has its address: it starts the version that is switched on. */
export const GET = async (_request: Request, { params }: Context) =>
  showTalk({ pageId: (await params).pageId, test: false });

export const POST = async (request: Request, { params }: Context) =>
  takeMessage(request, { pageId: (await params).pageId, test: false });
