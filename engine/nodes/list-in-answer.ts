import { AppError } from '../errors';
import type { Item } from '../workflow/schema';
import type { HttpAnswer } from './http-client';
import { failureFor } from './http-failures';
import { toItems } from './items-in';
import { saysNo } from './says-no';

/** The list in an answer as items. An answer that says no instead is that failure, whatever its status. */
export function listInAnswer(answer: HttpAnswer, itemsPath: string): Item[] {
  try {
    return toItems(answer.body, itemsPath);
  } catch (error) {
    if (AppError.is(error) && saysNo(answer.body)) throw failureFor(answer);
    throw error;
  }
}
