import type { Literal } from '../language/literals';

/** What is known while a request is read: what was set apart, and the words used so far. */
export interface Reader {
  literals: readonly Literal[];
  /** What the person calls the things that flow: "order", "post". Their amounts are just "amount". */
  nouns: Set<string>;
  /** Field names met so far, so that a bare word can be told from a plain text. */
  fields: Set<string>;
  /** What "it" compares in a chain of conditions. */
  subject: import('../plan').Value | null;
  assumptions: string[];
}

export const createReader = (literals: readonly Literal[]): Reader => ({
  literals,
  nouns: new Set([
    'order',
    'item',
    'post',
    'row',
    'record',
    'entry',
    'request',
    'body',
    'payload',
    'message body',
    'json',
    'data',
    'webhook',
    'object',
  ]),
  fields: new Set(),
  subject: null,
  assumptions: [],
});
