import type { RunFile } from '@/database/run-files';
import { uuidV7 } from '@/database/uuid';
import { AppError } from '@/engine/errors';
import { toFileReference } from '@/engine/nodes/file-reference';
import type { FormField, Submission } from '@/engine/nodes/form-fields';
import type { Item } from '@/engine/workflow/schema';
import { readBytes } from './read-bytes';

const withoutFiles = { most: 300_000, limit: '300 KB' };
const withFiles = { most: 25 * 1024 * 1024, limit: '25 MB' };

/** What a page of this form sends: pairs, or parts where it asks for files. */
export async function readForm(request: Request, fields: readonly FormField[]): Promise<URLSearchParams | FormData> {
  const type = request.headers.get('content-type') ?? '';
  const hasFiles = fields.some(field => field.type === 'file') && type.startsWith('multipart/form-data');
  const bytes = await readBytes(request, hasFiles ? withFiles : withoutFiles);
  if (!hasFiles) return new URLSearchParams(bytes.toString('utf8'));
  const parts = new Response(new Uint8Array(bytes), { headers: { 'content-type': type } });
  return parts.formData().catch(cause => {
    throw new AppError('request.invalid', { field: 'body', reason: 'the form cannot be read' }, { cause });
  });
}

/** The values with references in the place of files, and the files to keep under them. */
export async function keepable({ values, files }: Submission): Promise<{ values: Item; files: RunFile[] }> {
  const kept: RunFile[] = [];
  const references: Item = {};
  for (const [field, file] of Object.entries(files)) {
    const id = uuidV7();
    const name = file.name.split(/[\\/]/).at(-1) || 'file';
    const mediaType = file.type || 'application/octet-stream';
    kept.push({ id, name, mediaType, content: Buffer.from(await file.arrayBuffer()) });
    references[field] = { ...toFileReference({ id, name, type: mediaType, size: file.size }) };
  }
  return { values: { ...values, ...references }, files: kept };
}
