import { type AttachedFile, attachmentIdOf, attachmentUrl } from '@/agent/attachments';
import type { ChatMessage } from '@/agent/messages';
import { rowsOf } from '@/database/attachment-rows';
import { type Attachment, listAttachments, readAttachmentContent, sendAttachments } from '@/database/attachments';
import type { Transaction } from '@/database/connection';
import { AppError } from '@/engine/errors';
import { maskSecrets } from '@/engine/workflow/mask-secrets';

const mostFiles = 10;
/** Images that are shown again with every call; older ones are named only. */
const shownImages = 4;

/** The person's message with its files as the database has them: nothing that the browser says of a file is taken over. */
export async function takeAttachments(
  tx: Transaction,
  { chatId, message }: { chatId: string; message: ChatMessage },
): Promise<ChatMessage> {
  if (message.role !== 'user') return message;
  const ids = message.parts.flatMap(part => (part.type === 'file' ? [attachmentIdOf(part.url) ?? ''] : []));
  if (ids.length > mostFiles)
    throw new AppError('request.invalid', { field: 'message', reason: `at most ${mostFiles} files go with one` });
  if (ids.includes('')) throw new AppError('attachment.not_found', {});
  const files = await sendAttachments(tx, { chatId, ids });
  const parts = files.map(({ id, name, mediaType }) => ({
    ...{ type: 'file' as const, url: attachmentUrl(id), filename: name, mediaType },
  }));
  return { ...message, parts: [...message.parts.filter(({ type }) => type !== 'file'), ...parts] };
}

/** The files of a conversation as a model is told of them. */
export async function readAttachedFiles(tx: Transaction, { chatId }: { chatId: string }): Promise<AttachedFile[]> {
  const files = await listAttachments(tx, { chatId });
  const images = files.filter(({ kind }) => kind === 'image').slice(-shownImages);
  const told: AttachedFile[] = [];
  for (const file of files) {
    const { id, name, kind, mediaType, text } = file;
    const dataUrl = images.includes(file) ? await toDataUrl(tx, file) : null;
    told.push({
      ...{ id, name, kind, mediaType, text: text && maskSecrets(text), dataUrl },
      rows: kind === 'csv' ? rowsOrNull(file) : null,
    });
  }
  return told;
}

async function toDataUrl(tx: Transaction, { id, mediaType }: Attachment): Promise<string> {
  const { content } = await readAttachmentContent(tx, { id });
  return `data:${mediaType};base64,${content.toString('base64')}`;
}

/** A CSV that is none is told as the text that it is. */
function rowsOrNull(file: Attachment) {
  try {
    return rowsOf(file);
  } catch (error) {
    if (AppError.is(error)) return null;
    throw error;
  }
}
