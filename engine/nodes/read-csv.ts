import { CsvError, type Options, parse } from 'csv-parse/sync';
import { AppError } from '../errors';
import type { Item } from '../workflow/schema';

export interface CsvSettings {
  delimiter: 'auto' | ',' | ';' | 'tab' | '|';
  header: boolean;
  numbers: boolean;
}

const marks = [',', ';', '\t', '|'] as const;

/** One item for each row. A row may lack cells at its end, but has none more than there are columns. */
export function csvToItems(text: string, { delimiter, header, numbers }: CsvSettings): Item[] {
  const rows = parseRows(text, delimiter === 'auto' ? guessDelimiter(text) : delimiter === 'tab' ? '\t' : delimiter);
  const [first] = rows;
  if (!first) return [];
  const columns = header ? uniqueNames(first.cells) : first.cells.map((_cell, index) => `column_${index + 1}`);
  const data = header ? rows.slice(1) : rows;
  for (const { line, cells } of data) {
    if (cells.length <= columns.length) continue;
    const reason = `Line ${line} of the CSV has ${cells.length} cells, and there are ${columns.length} columns. Check what stands between the cells, or quotes around a cell with it`;
    throw new AppError('node.data_wrong', { reason, param: 'delimiter', value: cells.join(' ').slice(0, 200) });
  }
  const isNumber = columns.map(
    (_name, index) => numbers && data.every(({ cells }) => isPlainNumber(cells[index] ?? '')),
  );
  return data.map(({ cells }) =>
    Object.fromEntries(columns.map((name, index) => [name, toValue(cells[index] ?? '', isNumber[index]!)])),
  );
}

interface Row {
  line: number;
  cells: string[];
}

function parseRows(text: string, delimiter: string): Row[] {
  const options: Options = {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  };
  try {
    const rows = parse(text, options) as unknown as { info: { lines: number }; record: string[] }[];
    return rows.map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` at line ${error.lines}` : '';
    const what = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quoted cell is not closed' : error.message.split(':')[0]!;
    throw new AppError('node.data_wrong', { reason: `The CSV cannot be read${line}: ${what}` }, { cause: error });
  }
}

/** The sign that the first line has most of, outside of quotes; a comma where it has none. */
function guessDelimiter(text: string): string {
  const start = text
    .replace(/^\s+/, '')
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, '');
  const line = start.split(/\r?\n|\r/, 1)[0]!;
  const counts = marks.map(mark => ({ mark, count: line.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

/** A column without a name is called by its place; one that is there twice gets a number. */
function uniqueNames(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const name = cell.trim() || `column_${index + 1}`;
    let unique = name;
    for (let copy = 2; taken.has(unique); copy += 1) unique = `${name}_${copy}`;
    taken.add(unique);
    return unique;
  });
}

/** Not `007`, `+49 …` or more digits than a number can keep: those are names that are written with digits. */
const isPlainNumber = (cell: string) =>
  cell === '' || (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(cell) && cell.replace(/\D/g, '').length <= 15);

function toValue(cell: string, isNumber: boolean): Item[string] {
  if (!isNumber) return cell;
  return cell === '' ? null : Number(cell);
}
