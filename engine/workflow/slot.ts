import { z } from 'zod';

export const SlotKind = z.enum(['credential', 'resource', 'text', 'schedule']);
export type SlotKind = z.infer<typeof SlotKind>;

/** A setting that a template leaves to the person who uses it. */
export const Slot = z.object({
  name: z.string().min(1).max(80),
  kind: SlotKind,
  /** What the person is asked for, as it stands above the field. */
  label: z.string().min(1).max(120),
  /** Where it goes: a path in the node's params, or `options.credentialId`. */
  path: z.string().min(1).max(200),
  /** What stands there until it is filled in, so that a test run works at once. */
  example: z.json().optional(),
  /** For a credential: the integrations whose keys fit. */
  integrations: z.array(z.string()).optional(),
  /** The example is good enough to keep: it may be changed, but nobody is asked for it. */
  optional: z.boolean().optional(),
});
export type Slot = z.infer<typeof Slot>;
