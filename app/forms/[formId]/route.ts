import { showForm, takeForm } from '@/app/_server/forms';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ formId: string }> };

/** The page of a form, for everybody who has its address: it starts the version that is switched on. */
export const GET = async (_request: Request, { params }: Context) =>
  showForm({ pageId: (await params).formId, test: false });

export const POST = async (request: Request, { params }: Context) =>
  takeForm(request, { pageId: (await params).formId, test: false });
