import type { z } from 'zod';

const schemas = new WeakSet<z.ZodType>();

/** Marks a schema whose refinements ask only whether fields are given, so that one check serves all values. */
export function presenceOnly<Schema extends z.ZodType>(schema: Schema): Schema {
  schemas.add(schema);
  return schema;
}

export const asksOnlyPresence = (schema: z.ZodType): boolean => schemas.has(schema);
