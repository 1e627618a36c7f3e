import { z } from 'zod';
import { Change } from '../workflow/change';

export const CauseClass = z.enum([
  'missing_field',
  'wrong_type',
  'wrong_value',
  'provider_fault',
  'rate_limited',
  /** The plan or the credit at a service is used up. */
  'billing',
  'unauthorized',
  'forbidden',
  'not_found',
  'bad_request',
  'timeout',
  'answer_unreadable',
  'address_blocked',
  'expression_error',
  'empty_input',
  'nothing_arrived',
  'wrong_branch',
  'table_missing',
  'result_unknown',
  'cancelled',
  /** It waits, or is still at work. */
  'not_finished',
  'configuration',
  'unknown',
]);
export type CauseClass = z.infer<typeof CauseClass>;

/** A recorded value that a claim rests on. `path` leads into the record of that node: `outputs.next[0].customer.mail`. */
export const Evidence = z.object({ execution: z.uuid(), node: z.string(), path: z.string(), value: z.json() });
export type Evidence = z.infer<typeof Evidence>;

export const Proof = z.object({ status: z.enum(['works', 'fails', 'untested']), sentence: z.string() });
export type Proof = z.infer<typeof Proof>;

export const Fix = z.object({ changes: z.array(Change), summary: z.array(z.string()), proof: Proof.optional() });
export type Fix = z.infer<typeof Fix>;

/** Why an execution failed, or did less than expected, told from its records. */
export const Explanation = z.object({
  cause: z.object({
    class: CauseClass,
    /** Key of the node where it showed. */
    node: z.string().nullable(),
    /** Key of the node where the wrong or missing value comes from. */
    origin: z.string().nullable(),
    confidence: z.enum(['certain', 'likely', 'unsure']),
  }),
  sentence: z.string(),
  evidence: z.array(Evidence),
  fix: Fix.nullable(),
  nextStep: z.string(),
});
export type Explanation = z.infer<typeof Explanation>;
