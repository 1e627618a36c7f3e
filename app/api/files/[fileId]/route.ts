import { handle, requireUser } from '@/app/_server/session';
import { readRunFile } from '@/database/run-files';

type Context = { params: Promise<{ fileId: string }> };

/** A file that came with a run, to keep: what somebody sent is never drawn by the browser. */
export const GET = handle(async (request: Request, { params }: Context) => {
  const { fileId: id } = await params;
  const { asUser } = await requireUser(request);
  const { name, content } = await asUser(tx => readRunFile(tx, { id }));
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  });
});
