import PostalMime, { type Address, type Attachment } from 'postal-mime';
import type { Item } from '../workflow/schema';
import { toFileReference } from './file-reference';
import type { PollFile } from './poll';

const mostFileBytes = 10 * 1024 * 1024;

/** An e-mail as it came over the wire, as an item; its files are kept beside the run that it starts. */
export async function readMail(source: Buffer): Promise<{ item: Item; files: PollFile[] }> {
  const mail = await PostalMime.parse(source);
  const kept: PollFile[] = [];
  const files = mail.attachments.map(attachment => {
    const { name, type, content } = contentOf(attachment);
    if (content.length > mostFileBytes) return { name, type, size: content.length };
    const id = crypto.randomUUID();
    kept.push({ id, name, mediaType: type, content });
    return { ...toFileReference({ id, name, type, size: content.length }) };
  });
  const item: Item = {
    from: mail.from?.address ?? '',
    from_name: mail.from?.name ?? '',
    to: addressesIn(mail.to),
    cc: addressesIn(mail.cc),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    date: dateOf(mail.date),
    message_id: mail.messageId ?? '',
    files,
  };
  return { item, files: kept };
}

const addressesIn = (addresses: readonly Address[] = []): string[] =>
  addresses.flatMap(({ address, group }) => (address ? [address] : (group ?? []).map(member => member.address ?? '')));

/** As it is where it is no date. */
function dateOf(text = ''): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}

const contentOf = ({ filename, mimeType, content }: Attachment) => ({
  name: filename?.split(/[\\/]/).at(-1) || 'file',
  type: mimeType || 'application/octet-stream',
  content: typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer),
});
