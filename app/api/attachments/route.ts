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
  const file = await readAttachment({ name, bytes: await readAll(request, name) });
  const rows = file.kind === 'csv' ? rowsOf(file).length : null; // one that cannot be read is refused here
  const { id, kind, mediaType, size } = await asUser(tx => addAttachment(tx, file));
  return Response.json({ id, name: file.name, kind, mediaType, size, rows });
});

/** No more is taken in than can be kept, whatever the request says of its length. */
async function readAll(request: Request, name: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new AppError('attachment.too_large', { name, limit: '10 MB' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
