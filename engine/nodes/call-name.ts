import { z } from 'zod';

/** What ties a callback address to the step that waits for it. */
export const callName = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/, 'A name has letters, digits, - and _ only.')
  .default('answer')
  .describe('Which callback address of this run: the same name gives it and waits for it');
