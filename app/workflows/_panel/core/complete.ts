import { parsePath } from '@/engine/workflow/path';
import { type Shape, shapeAt } from '@/engine/workflow/shape';

export interface Completion {
  /** What is shown. */
  label: string;
  /** What is written, from `from` on. */
  apply: string;
  /** Its form: text, number, list … */
  detail: string;
}

export interface Completions {
  /** Where in the text the written part begins. */
  from: number;
  options: readonly Completion[];
}

const kinds: Readonly<Record<Shape['kind'], string>> = {
  unknown: '',
  string: 'text',
  number: 'number',
  boolean: 'yes or no',
  null: 'nothing',
  list: 'list',
  object: 'fields',
};

/** Where the expression that holds this position begins; null outside of `{{ }}`. */
export function expressionStart(text: string, position: number): number | null {
  const open = text.lastIndexOf('{{', position - 1);
  if (open < 0 || open + 2 > position) return null;
  const close = text.indexOf('}}', open);
  return close >= 0 && close + 2 <= position ? null : open + 2;
}

/** What can stand at this position, from the shapes that are really there; null where nothing is known. */
export function complete(text: string, position: number, scope: Shape): Completions | null {
  const start = expressionStart(text, position);
  if (start === null) return null;
  const written =
    /[A-Za-z_$][\w$]*(?:\.[\w$]*|\[(?:\d+|"[^"]*"|'[^']*')\])*$/.exec(text.slice(start, position))?.[0] ?? '';
  const dot = written.endsWith(']') ? -2 : written.lastIndexOf('.');
  if (dot === -2) return null;
  const base = dot < 0 ? '' : written.slice(0, dot);
  const from = position - (written.length - dot - 1);
  const segments = base === '' ? [] : parsePath(base);
  const shape = segments && shapeAt(scope, segments);
  if (!shape) return null;
  const typed = written.slice(dot + 1).toLowerCase();
  const options = fieldsOf(shape).filter(({ label }) => label.toLowerCase().includes(typed));
  return options.length > 0 ? { from, options } : null;
}

function fieldsOf(shape: Shape): Completion[] {
  if (shape.kind === 'list') {
    return [
      { label: 'length', apply: 'length', detail: 'number' },
      { label: '[0]', apply: '[0]', detail: kinds[shape.of.kind] },
    ];
  }
  if (shape.kind !== 'object') return [];
  return Object.entries(shape.fields).map(([name, field]) => ({
    label: name,
    apply: /^[A-Za-z_$][\w$]*$/.test(name) ? name : `[${JSON.stringify(name)}]`,
    detail: kinds[field.kind],
  }));
}

/** What is declared, made sharper by what was seen. */
export function refine(declared: Shape, seen: Shape): Shape {
  if (declared.kind === 'unknown') return seen;
  if (seen.kind === 'unknown' || seen.kind === 'null') return declared;
  if (declared.kind === 'list' && seen.kind === 'list') return { kind: 'list', of: refine(declared.of, seen.of) };
  if (declared.kind !== 'object' || seen.kind !== 'object') return seen;
  const fields = { ...declared.fields };
  for (const [name, field] of Object.entries(seen.fields)) {
    fields[name] = Object.hasOwn(fields, name) ? refine(fields[name]!, field) : field;
  }
  return { kind: 'object', fields, open: declared.open };
}
