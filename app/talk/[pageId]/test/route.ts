import { showTalk, takeMessage } from '@/app/_server/talks';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ pageId: string }> };

/** The test address of a chat: runs the draft as it is, without reaching anybody. */
export const GET = async (_request: Request, { params }: Context) =>
  showTalk({ pageId: (await params).pageId, test: true });

export const POST = async (request: Request, { params }: Context) =>
  takeMessage(request, { pageId: (await params).pageId, test: true });
