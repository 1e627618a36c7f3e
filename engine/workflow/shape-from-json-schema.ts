import { isObject } from './equal';
import { mergeShapes, type Shape, unknownShape } from './shape';

/** What a JSON Schema says of a value; whatever it leaves open, or says in a way not read here, is unknown. */
export function shapeFromJsonSchema(schema: unknown): Shape {
  return read(schema, schema, 0);
}

function read(schema: unknown, root: unknown, depth: number): Shape {
  if (!isObject(schema) || depth > 12) return unknownShape;
  if (typeof schema.$ref === 'string') return read(resolve(schema.$ref, root), root, depth + 1);
  const choices = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (choices)
    return choices.map((choice: unknown) => read(choice, root, depth + 1)).reduce(mergeShapes, { kind: 'null' });
  if (Array.isArray(schema.type))
    return schema.type.map(type => read({ ...schema, type }, root, depth + 1)).reduce(mergeShapes, { kind: 'null' });
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return { kind: schema.type };
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'array':
      return { kind: 'list', of: read(schema.items, root, depth + 1) };
    case 'object':
      return readObject(schema, root, depth);
    default:
      return isObject(schema.properties) ? readObject(schema, root, depth) : unknownShape;
  }
}

function readObject(schema: Record<string, unknown>, root: unknown, depth: number): Shape {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const fields = Object.entries(properties).map(([name, field]) => [name, read(field, root, depth + 1)] as const);
  return { kind: 'object', fields: Object.fromEntries(fields), open: schema.additionalProperties !== false };
}

function resolve(pointer: string, root: unknown): unknown {
  if (!pointer.startsWith('#')) return undefined;
  const steps = pointer.slice(1).split('/').slice(1);
  return steps.reduce<unknown>((value, step) => {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }, root);
}
