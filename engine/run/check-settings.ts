import { z } from 'zod';
import { asksOnlyPresence } from '../nodes/presence';
import { compileFill, type Fill } from '../workflow/fill-places';
import { paramsInvalid } from './error-record';
import type { Prepared } from './node-task';

interface Settings {
  schema: z.ZodObject;
  params: Readonly<Record<string, unknown>>;
  /** Where values differ from item to item. */
  places: readonly (readonly string[])[];
}

/**
 * Checks settings against what the node takes. Where the schema takes anything at all the places that vary, one check
 * serves every item: what does not vary is parsed once and shared.
 */
export function createCheck({ schema, params, places }: Settings): (values: readonly unknown[]) => Prepared {
  const fillParams = compileFill(params, places);
  const anything = places.every(keys => takesAnything(schema, keys));
  let checked: Fill | null = null;
  let constant: Prepared | null = null;
  return values => {
    if (constant) return constant;
    if (checked) return { params: checked(values) as Record<string, unknown>, error: null };
    const given = fillParams(values);
    const parsed = schema.safeParse(given);
    const result: Prepared = parsed.success
      ? { params: parsed.data, error: null }
      : { params: null, error: paramsInvalid(parsed.error.issues[0], given) };
    if (places.length === 0) constant = result;
    else if (anything && parsed.success) checked = compileFill(parsed.data, places);
    return result;
  };
}

/** Whether every value at that place is as good as any other, and arrives as it is. */
function takesAnything(schema: z.core.$ZodType, [key, ...rest]: readonly string[]): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return takesAnything(schema.def.innerType, key === undefined ? [] : [key, ...rest]);
  }
  if (key === undefined) return (schema instanceof z.ZodUnknown || schema instanceof z.ZodAny) && hasNoChecks(schema);
  if (schema instanceof z.ZodArray) {
    const checks = schema.def.checks ?? [];
    return checks.every(({ _zod: { def } }) => aboutLength.has(def.check)) && takesAnything(schema.def.element, rest);
  }
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, key)) return false;
  return (hasNoChecks(schema) || asksOnlyPresence(schema)) && takesAnything(schema.shape[key]!, rest);
}

const aboutLength = new Set(['min_length', 'max_length', 'length_equals']);
const hasNoChecks = (schema: z.ZodType) => (schema.def.checks ?? []).length === 0;
