import { z } from 'zod';
import type { NodeType, NodeTypes } from '@/engine/workflow/node-types';
import { unknownShape } from '@/engine/workflow/shape';
import type { CanvasSnapshot, CatalogueEntry } from './snapshot';

type Ways = Pick<CatalogueEntry, 'ports' | 'inputs'>;

const anyParams = z.looseObject({});
const keyOf = (params: unknown) => JSON.stringify(params);

/**
 * Definitions stay on the server; the browser applies edits with what it was told of them. The ways out of a node as it
 * is saved are known. Of one that was just set otherwise all its type is known to have are taken, so that no arrow is
 * dropped before the server has said which there are.
 */
export function lightTypes(catalogue: readonly CatalogueEntry[], { workflow, facts }: CanvasSnapshot): NodeTypes {
  const known = new Map<string, Map<string, Ways>>();
  for (const { id, type, params } of workflow.nodes) {
    const ofType = known.get(type) ?? new Map<string, Ways>();
    const found = facts[id];
    if (found) ofType.set(keyOf(params), found);
    known.set(type, ofType);
  }
  return Object.fromEntries(catalogue.map(entry => [entry.type, lightType(entry, known.get(entry.type) ?? new Map())]));
}

function lightType(entry: CatalogueEntry, known: ReadonlyMap<string, Ways>): NodeType {
  const all = (name: keyof Ways) => [...new Set([entry, ...known.values()].flatMap(ways => ways[name]))];
  const ways = (params: unknown, name: keyof Ways) => known.get(keyOf(params))?.[name] ?? all(name);
  return {
    ...entry,
    params: anyParams,
    pathParams: [],
    ports: params => ways(params, 'ports').filter(port => port !== 'error' || entry.ports.includes('error')),
    inputs: params => ways(params, 'inputs'),
    effect: () => 'none',
    reachesOthers: () => false,
    describe: () => '',
    outputShapes: () => ({ next: unknownShape }),
    example: { ask: '', params: {}, input: [], output: {} },
    startedBy: null,
    answers: entry.answers ?? false,
  };
}
