import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { AppError } from '@/engine/errors';
import type { Item } from '@/engine/workflow/schema';
import type { Transaction } from './connection';
import { appendRows, listRows } from './table-rows';
import { readTable } from './tables';

/** Adds the rows of a CSV whose first line names the columns. A CSV that cannot be read adds nothing. */
export async function importCsv(
  tx: Transaction,
  { tableId, text }: { tableId: string; text: string },
): Promise<number> {
  const items = parseCsv(text);
  const table = await readTable(tx, { tableId, lock: true });
  return (await appendRows(tx, { table, items })).length;
}

/** Throws `table.csv_invalid` with the line of the first thing wrong. */
export function parseCsv(text: string): Item[] {
  const [header, ...lines] = parseLines(text);
  if (!header) throw new AppError('table.csv_invalid', { line: 1, reason: 'it is empty' });
  const columns = header.cells.map(cell => cell.trim());
  const unnamed = columns.indexOf('');
  if (unnamed >= 0) throw new AppError('table.csv_invalid', { line: 1, reason: `column ${unnamed + 1} has no name` });
  const twice = columns.find(
    (name, index) => columns.findIndex(other => other.toLowerCase() === name.toLowerCase()) < index,
  );
  if (twice) throw new AppError('table.csv_invalid', { line: 1, reason: `two columns are called "${twice}"` });
  return lines.map(({ line, cells }) => {
    if (cells.length !== columns.length) {
      const reason = `it has ${cells.length} fields, and the first line has ${columns.length}`;
      throw new AppError('table.csv_invalid', { line, reason });
    }
    return Object.fromEntries(
      columns.flatMap((name, index) => (cells[index] === '' ? [] : [[name, toValue(cells[index]!)]])),
    );
  });
}

function parseLines(text: string): { line: number; cells: string[] }[] {
  try {
    const rows = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      delimiter: delimiterOf(text),
    });
    return (rows as unknown as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
      line: info.lines - record.join('').split('\n').length + 1,
      cells: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    throw new AppError('table.csv_invalid', { line, reason: reasonOf(error) }, { cause: error });
  }
}

function reasonOf({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is never closed';
  if (code === 'INVALID_OPENING_QUOTE' || code === 'CSV_INVALID_CLOSING_QUOTE')
    return 'a quotation mark stands in the middle of a field';
  return 'it is not in the form of a CSV';
}

/** Spreadsheets in many countries write semicolons; some write tabs. The first line tells. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/\r|\n|$/)).replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map(delimiter => ({ delimiter, count: first.split(delimiter).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

/** Numbers and yes/no only where writing them again gives the same text: `007` and `1.50` stay as they are. */
function toValue(cell: string): string | number | boolean {
  if (cell === 'true' || cell === 'false') return cell === 'true';
  if (cell !== '' && String(Number(cell)) === cell && Number.isFinite(Number(cell))) return Number(cell);
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** The whole table, columns in their order. Text that a spreadsheet would run as a formula is written as text. */
export async function exportCsv(tx: Transaction, { tableId }: { tableId: string }): Promise<string> {
  const { columns } = await readTable(tx, { tableId });
  const lines: string[][] = [columns.map(toCell)];
  let after = 0;
  for (;;) {
    const page = await listRows(tx, { tableId, limit: 5_000, after });
    lines.push(...page.map(({ values }) => columns.map(column => toCell(values[column]))));
    if (page.length < 5_000) return stringify(lines, { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
    after = page.at(-1)!.id;
  }
}

function toCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
