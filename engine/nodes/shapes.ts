import { isObject } from '../workflow/equal';
import { type Shape, unknownShape } from '../workflow/shape';

/** Short words for declaring what a node gives. */
export const text: Shape = { kind: 'string' };
export const number: Shape = { kind: 'number' };
export const anything: Shape = unknownShape;
export const list = (of: Shape): Shape => ({ kind: 'list', of });
export const object = (fields: Readonly<Record<string, Shape>>, { open = false } = {}): Shape => ({
  kind: 'object',
  fields,
  open,
});
/** An object of which nothing is known. */
export const anyObject = object({}, { open: true });

/** Adds a field at a dotted path; what is known of the rest stays known. */
export function withField(shape: Shape, path: readonly string[], field: Shape): Shape {
  const [name, ...rest] = path;
  if (name === undefined) return field;
  const known = shape.kind === 'object' ? shape : { fields: {} as Readonly<Record<string, Shape>>, open: true };
  const inner = Object.hasOwn(known.fields, name) ? known.fields[name]! : rest.length > 0 ? object({}) : anything;
  return { kind: 'object', open: known.open, fields: { ...known.fields, [name]: withField(inner, rest, field) } };
}

/** The shape without the field at a dotted path; what is not known to have it stays as it is. */
export function withoutField(shape: Shape, [name, ...rest]: readonly string[]): Shape {
  if (name === undefined || shape.kind !== 'object' || !Object.hasOwn(shape.fields, name)) return shape;
  const { [name]: field, ...others } = shape.fields;
  const fields = rest.length > 0 ? { ...shape.fields, [name]: withoutField(field!, rest) } : others;
  return { ...shape, fields };
}

/** The form of a setting's value before it is resolved: what holds an expression may become anything. */
export function shapeOfSetting(value: unknown): Shape {
  if (typeof value === 'string') return value.includes('{{') ? shapeOfTemplate(value) : text;
  if (typeof value === 'number') return number;
  if (typeof value === 'boolean') return { kind: 'boolean' };
  if (value === null) return { kind: 'null' };
  if (Array.isArray(value)) return list(anything);
  if (!isObject(value)) return anything;
  return object(Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shapeOfSetting(field)])));
}

/** One expression alone keeps its type; mixed with text it is text. */
const shapeOfTemplate = (value: string): Shape => (/^\s*\{\{[^{}]*\}\}\s*$/.test(value) ? anything : text);
