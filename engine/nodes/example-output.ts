import { formatPath } from '../workflow/path';
import type { Item, Workflow, WorkflowNode } from '../workflow/schema';
import type { NodeDefinition } from './define-node';
import { nameOf } from './example-decisions';
import { exampleList } from './example-elements';
import { usedFields } from './example-fields';
import { createTracer } from './example-trace';
import { place, plausible } from './example-values';

/**
 * One item that a step which cannot be called yet might give: its example, and at every place that the steps behind it
 * read something plausible. `base` is what is known of it.
 */
export function exampleOutput(
  workflow: Workflow,
  { node, nodeTypes, base }: { node: WorkflowNode; nodeTypes: Readonly<Record<string, NodeDefinition>>; base: Item },
): Item {
  const item: Record<string, unknown> = structuredClone(base);
  const fields = usedFields(createTracer(workflow, node), nodeTypes);
  const free = fields.toSorted((left, right) => left.path.length - right.path.length);
  for (const { path, kind, elements } of free) {
    const isWhole = fields.some(({ path: other }) => other.length > path.length && startsWith(other, path));
    if (isWhole || isThere(item, path)) continue;
    place(item, path, elements.length > 0 ? exampleList(nameOf(path), elements) : plausible(nameOf(path), kind));
  }
  return item as Item;
}

type Path = readonly (string | number)[];

const startsWith = (path: Path, start: Path) => formatPath(path.slice(0, start.length)) === formatPath(start);

/** Something stands there already, other than an empty object that the example has for anything. */
function isThere(item: unknown, path: Path): boolean {
  let value = item;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return false;
    value = (value as Record<Path[number], unknown>)[segment];
  }
  return true;
}
