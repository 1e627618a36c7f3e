import { AppError } from '../errors';
import type { Item } from '../workflow/schema';
import { isPage, pageTitle } from './answer-words';
import type { HttpAnswer } from './http-client';
import { failureFor, serviceOf, withoutSecrets } from './http-failures';
import { toItems } from './items-in';
import { saysNo } from './says-no';

/**
 * The list in an answer as items. An answer that says no instead is that failure, whatever its status; a page, or
 * nothing at all, is an answer that cannot be read as a list.
 */
export function listInAnswer(answer: HttpAnswer, itemsPath: string): Item[] {
  try {
    return toItems(answer.body, itemsPath);
  } catch (error) {
    if (!AppError.is(error)) throw error;
    if (saysNo(answer.body)) throw failureFor(answer);
    const got = insteadOf(answer);
    if (got === null) throw error;
    const url = new URL(answer.url);
    const details = { service: serviceOf(url), expected: 'a list', got, url: withoutSecrets(url) };
    throw new AppError('node.answer_unreadable', details, { cause: error });
  }
}

function insteadOf({ body, text, status, headers }: HttpAnswer): string | null {
  if (text.trim() === '') return `nothing (${status})`;
  if (typeof body !== 'string' || !isPage(body, headers['content-type'] ?? '')) return null;
  const title = pageTitle(body);
  return title ? `a web page, "${title}"` : 'a web page';
}
