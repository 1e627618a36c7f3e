import { AppError } from '@/engine/errors';
import type { Item } from '@/engine/workflow/schema';
import type { Attachment } from './attachments';
import { listAttachments } from './attachments';
import type { Transaction } from './connection';
import { parseCsv } from './table-csv';

/** The lines of an attached CSV as items. An empty cell is an empty text: the column is there. */
export function rowsOf({ text }: Pick<Attachment, 'text'>): Item[] {
  const rows = parseCsv(text ?? '');
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return rows.map(row => Object.fromEntries(columns.map(column => [column, row[column] ?? ''])));
}

/** The items in a file of this conversation, by its name; the newest of that name. */
export async function readAttachedItems(
  tx: Transaction,
  { chatId, name }: { chatId: string; name: string },
): Promise<Item[]> {
  const files = await listAttachments(tx, { chatId });
  const plain = name.trim().toLowerCase();
  const file = files.findLast(one => one.name.toLowerCase() === plain);
  if (!file) throw new AppError('attachment.not_found', {});
  if (file.kind === 'csv') return rowsOf(file);
  const items = itemsInJson(file.text ?? '');
  if (items === null)
    throw new AppError('attachment.unusable', { name: file.name, reason: 'it holds no rows to run with' });
  return items;
}

function itemsInJson(text: string): Item[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const list = Array.isArray(value) ? value : [value];
    return list.every(one => typeof one === 'object' && one !== null && !Array.isArray(one)) ? (list as Item[]) : null;
  } catch {
    return null;
  }
}
