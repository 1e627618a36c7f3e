import { type AttachedFile, attachmentIdOf, tellAttachment } from './attachments';
import type { ChatMessage } from './messages';

type Part = ChatMessage['parts'][number];

/**
 * The conversation with its files told in words, each beside the message that brought it. The part says which file it
 * tells, so that a model which reads sentences and not files can keep the two apart.
 */
export const withAttachments = (messages: readonly ChatMessage[], files: readonly AttachedFile[]): ChatMessage[] =>
  messages.map(message =>
    message.parts.some(({ type }) => type === 'file')
      ? { ...message, parts: message.parts.flatMap(part => told(part, files)) }
      : message,
  );

function told(part: Part, files: readonly AttachedFile[]): Part[] {
  if (part.type !== 'file') return [part];
  const file = files.find(({ id }) => id === attachmentIdOf(part.url));
  if (!file) return [{ type: 'text', text: `(${part.filename ?? 'A file'} was attached and is not there any more.)` }];
  const { name, kind, text } = file;
  const telling: Part = {
    type: 'text',
    text: tellAttachment(file),
    providerMetadata: { parley: { attachment: { name, kind, text: kind === 'csv' ? null : text } } },
  };
  if (file.dataUrl === null) return [telling];
  return [telling, { type: 'file', mediaType: file.mediaType, filename: name, url: file.dataUrl }];
}
