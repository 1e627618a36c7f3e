import { reachableFrom } from '../workflow/graph';
import type { NodeTypes } from '../workflow/node-types';
import { formatPath } from '../workflow/path';
import { type Reference, referencesOf } from '../workflow/references';
import { type Element, elementsRead, mergeElements } from './example-elements';
import { fieldsRead, type Tracer, type TriggerPath, traceInput, traceReference } from './example-trace';
import { kindIn, type ValueKind } from './example-values';
import { toSegments } from './fields';

/** A place in the trigger's item that some node reads, and what its use tells of it. */
export interface Field {
  path: TriggerPath;
  kind: ValueKind;
  /** Of a list: what is read of each entry. */
  elements: readonly Element[];
}

/** Every place in the trigger's item that some node reads. */
export function usedFields(tracer: Tracer, nodeTypes: NodeTypes): Field[] {
  const fields = new Map<string, Field>();
  const add = (path: TriggerPath | null, use: Pick<Field, 'kind' | 'elements'>) => {
    if (!path || path.length === 0) return;
    const known = fields.get(formatPath(path));
    const kind = known && known.kind !== 'unknown' ? known.kind : use.kind;
    fields.set(formatPath(path), { path, kind, elements: mergeElements(known?.elements ?? [], use.elements) });
  };
  for (const nodeId of reachableFrom(tracer.graph, [tracer.trigger.id])) {
    const node = tracer.graph.nodes.get(nodeId);
    if (!node) continue;
    for (const reference of referencesOf(node.params))
      add(traceReference(tracer, { node, reference }), usedAs(reference));
    for (const name of nodeTypes[node.type]?.pathParams ?? []) {
      const kind = name.startsWith('operations') ? 'number' : 'unknown';
      for (const field of fieldsRead(node.params, name)) {
        add(traceInput(tracer, { node, segments: toSegments(field) }), { kind, elements: [] });
      }
    }
  }
  return [...fields.values()];
}

/** What a script does with a value tells what it is: `item.amount * 1.2`, `item.tags.join(', ')`. */
function usedAs({ expression, path, plain }: Reference): Pick<Field, 'kind' | 'elements'> {
  if (plain || path === '') return { kind: 'unknown', elements: [] };
  const kind = kindIn(expression, path);
  return { kind, elements: kind === 'list' ? elementsRead(expression, path) : [] };
}
