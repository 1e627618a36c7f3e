import { z } from 'zod';
import type { JsonSchema } from '@/engine/nodes/model-caller';

type Read = { ok: true; value: unknown } | { ok: false; reason: string };

/** The JSON in what a model wrote, if it fits the schema; else what is wrong with it, for its next attempt. */
export function readObject(text: string, schema: JsonSchema): Read {
  const value = parse(text);
  if (value === undefined) return { ok: false, reason: 'it is not JSON' };
  const checked = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value);
  if (checked.success) return { ok: true, value: checked.data };
  const [issue] = checked.error.issues;
  const place = issue!.path.join('.');
  return { ok: false, reason: `${place ? `${place}: ` : ''}${issue!.message}` };
}

/** Models like to wrap JSON in a fence or a sentence. */
function parse(text: string): unknown {
  const fenced = /```(?:json)?\s*([\s\S]*?)```/.exec(text)?.[1];
  const from = text.search(/[{[]/);
  const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  const candidates = [text, fenced, from >= 0 && to > from ? text.slice(from, to + 1) : undefined];
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    try {
      return JSON.parse(candidate);
    } catch {
      // the next way to read it
    }
  }
  return undefined;
}
