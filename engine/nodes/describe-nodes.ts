import { z } from 'zod';
import type { Effect, NodeKind, NodeType, NodeTypes } from '../workflow/node-types';

/** JSON Schema without `$ref`, as a form and a model can take it. */
export type JsonSchema = { [keyword: string]: unknown };

/** A node as JSON: what the palette, the form and the model are shown of it. */
export interface NodeDescription {
  type: string;
  title: string;
  summary: string;
  kind: NodeKind;
  icon: string;
  /** For the params of the example; where they depend on params, `portsVary` and `effectVaries` say so. */
  ports: readonly string[];
  portsVary: boolean;
  /** Ways in; one but for steps that bring things together. */
  inputs: readonly string[];
  effect: Effect;
  effectVaries: boolean;
  startedBy: NodeType['startedBy'];
  answers: boolean;
  params: JsonSchema;
  example: NodeType['example'];
}

/** The nodes of these types, or all of them; types that do not exist are left out. */
export function describeNodes(
  nodeTypes: NodeTypes,
  types: readonly string[] = Object.keys(nodeTypes),
): NodeDescription[] {
  return types.filter(type => Object.hasOwn(nodeTypes, type)).map(type => describeNode(type, nodeTypes[type]!));
}

function describeNode(type: string, node: NodeType): NodeDescription {
  const params = schemaOf(node);
  const { title, summary, kind, icon, startedBy, answers, example } = node;
  const given = node.params.safeParse(example.params).data ?? example.params;
  return {
    ...{ type, title, summary, kind, icon, startedBy, answers, params, example },
    ports: node.ports(given),
    inputs: node.inputs?.(given) ?? ['in'],
    portsVary: String(node.ports({})) !== String(node.ports(given)),
    effect: node.effect(given),
    effectVaries: new Set(variantsOf(params).map(variant => node.effect(variant))).size > 1,
  };
}

/** One set of params for each choice of each setting that is a choice. */
function variantsOf({ properties }: JsonSchema): Record<string, unknown>[] {
  return Object.entries(properties as Record<string, { enum?: unknown[] }>).flatMap(([name, { enum: choices }]) =>
    (choices ?? []).map(choice => ({ [name]: choice })),
  );
}

const schemas = new WeakMap<NodeType, JsonSchema>();

function schemaOf(node: NodeType): JsonSchema {
  const known = schemas.get(node);
  if (known) return known;
  const { $schema: _dialect, ...schema } = z.toJSONSchema(node.params, {
    io: 'input',
    reused: 'inline',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => dropNoise(jsonSchema),
  });
  schemas.set(node, schema);
  return schema;
}

/** The limits of a double are no limits that anybody set. */
function dropNoise(schema: JsonSchema): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}
