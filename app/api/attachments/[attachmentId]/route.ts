import { handle, requireUser } from '@/app/_server/session';
import { readAttachmentContent, removeAttachment } from '@/database/attachments';

type Context = { params: Promise<{ attachmentId: string }> };

/** The file as it was given. Only an image is ever drawn by the browser: anything else could be a page of somebody's. */
export const GET = handle(async (request: Request, { params }: Context) => {
  const { attachmentId: id } = await params;
  const { asUser } = await requireUser(request);
  const { name, mediaType, content } = await asUser(tx => readAttachmentContent(tx, { id }));
  const isImage = mediaType.startsWith('image/');
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': isImage ? mediaType : 'application/octet-stream',
      'content-disposition': `${isImage ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=86400, immutable',
    },
  });
});

export const DELETE = handle(async (request: Request, { params }: Context) => {
  const { attachmentId: id } = await params;
  const { asUser } = await requireUser(request);
  await asUser(tx => removeAttachment(tx, { id }));
  return Response.json({ removed: true });
});
