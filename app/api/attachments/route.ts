import { readAttachment } from '@/app/_server/read-attachment';
import { handle, requireUser } from '@/app/_server/session';
import { rowsOf } from '@/database/attachment-rows';
import { addAttachment } from '@/database/attachments';
import { AppError } from '@/engine/errors';

const mostBytes = 10 * 1024 * 1024;

/** Takes one file, `?name=`, its bytes as the body. It belongs to nobody else and to no conversation until it is sent. */
export const POST = handle(async request => {
  const { asUser } = await requireUser(request);
  const name = new URL(request.url).searchParams.get('name')?.trim() || 'file';
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes)
    throw new AppError('attachment.too_large', { name, limit: '10 MB' });
  const file = await readAttachment({ name, bytes: new Uint8Array(await request.arrayBuffer()) });
  const rows = file.kind === 'csv' ? rowsOf(file).length : null; // one that cannot be read is refused here
  const { id, kind, mediaType, size } = await asUser(tx => addAttachment(tx, file));
  return Response.json({ id, name: file.name, kind, mediaType, size, rows });
});
