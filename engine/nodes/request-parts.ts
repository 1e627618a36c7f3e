import { AppError } from '../errors';
import { isObject } from '../workflow/equal';
import { toText } from './settings';

/** Set by the connection itself; a node that could set them could speak for another host. */
const ours = /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*)$/;

/** Header names in lower case, with what every request carries. */
export function toHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json, */*;q=0.8', 'user-agent': 'Parley' };
  for (const [name, value] of Object.entries(given)) {
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
      throw wrongHeader(name, 'its name holds a character that no header may have');
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw wrongHeader(name, 'its value holds a line break or a character that no header may have');
    }
    if (!ours.test(name.toLowerCase())) headers[name.toLowerCase()] = value.trim();
  }
  return headers;
}

const wrongHeader = (name: string, reason: string) =>
  new AppError('node.params_invalid', { param: 'headers', reason: `the header "${name}" cannot be sent: ${reason}` });

/** Text goes as it is, and is called JSON when it is JSON; everything else goes as JSON, or as a form where the headers say so. */
export function toPayload(body: unknown, contentType: string | undefined): { payload: string; type: string } {
  if (typeof body === 'string') {
    return { payload: body, type: isJsonText(body) ? 'application/json' : 'text/plain; charset=utf-8' };
  }
  if (contentType?.startsWith('application/x-www-form-urlencoded') && isObject(body)) {
    const pairs = Object.entries(body).map(([name, value]) => [name, toText(value)]);
    return { payload: new URLSearchParams(pairs).toString(), type: contentType };
  }
  return { payload: JSON.stringify(body), type: 'application/json' };
}

function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
