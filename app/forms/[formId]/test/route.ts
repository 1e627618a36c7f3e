import { showForm, takeForm } from '@/app/_server/forms';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ formId: string }> };

/** The test address of a form: runs the draft as it is, without reaching anybody. */
export const GET = async (_request: Request, { params }: Context) =>
  showForm({ pageId: (await params).formId, test: true });

export const POST = async (request: Request, { params }: Context) =>
  takeForm(request, { pageId: (await params).formId, test: true });
