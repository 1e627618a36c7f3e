import { AppError } from '../errors';
import { findJsonFault } from './json-fault';

const tried = (text: string) => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
};

/** JSON as it comes: plain, one value a line, or within the fence that models put around it. */
export function parseJsonText(text: string): unknown {
  const trimmed = unfenced(text.trim());
  if (trimmed === '')
    throw new AppError('node.data_wrong', { reason: 'The text is empty, so there is no JSON in it', param: 'text' });
  const whole = tried(trimmed);
  if (whole) return whole.value;
  const lines = trimmed.split(/\r?\n/).filter(line => line.trim() !== '');
  const values = lines.length > 1 ? lines.map(tried) : [];
  if (values.length > 0 && values.every(value => value !== null)) return values.map(({ value }) => value);
  throw wrongJson(trimmed);
}

/** Without the fence, and without the sentences that stand around the only one. */
function unfenced(text: string): string {
  if (/^[[{"\d-]/.test(text)) return text;
  const fences = [...text.matchAll(/^```\w*[ \t]*\n([\s\S]*?)\n?```[ \t]*$/gm)];
  return fences.length === 1 ? fences[0]![1]! : text;
}

function wrongJson(text: string): AppError {
  const position = findJsonFault(text);
  const before = text.slice(0, position).split('\n');
  const near = text.slice(Math.max(0, position - 20), position + 20);
  const where = `at line ${before.length}, character ${before.at(-1)!.length + 1}, near ${JSON.stringify(near)}`;
  return new AppError('node.data_wrong', { reason: `The JSON cannot be read ${where}`, param: 'text', value: near });
}
