import type { Change } from '../workflow/change';
import { formatPath, type Segment } from '../workflow/path';
import { mapExpressions, mapTexts } from '../workflow/references';
import type { WorkflowNode } from '../workflow/schema';
import { pathUses, type Root } from '../workflow/script-references';

/** A beginning of paths, from the root on: `item.customer`, `nodes.get_order.item.total`. */
export interface PathStart {
  root: Root;
  segments: readonly Segment[];
}

/** Rewrites every path that begins so, wherever it stands in the value. `toText` makes the new beginning. */
export function replacePath(
  value: unknown,
  from: PathStart,
  rewrite: (whole: string, rest: readonly Segment[]) => string,
): unknown {
  return mapTexts(value, text => mapExpressions(text, source => replaceIn(source, from, rewrite)));
}

function replaceIn(
  source: string,
  from: PathStart,
  rewrite: (whole: string, rest: readonly Segment[]) => string,
): string {
  const begins = (segments: readonly Segment[]) => from.segments.every((segment, at) => segments[at] === segment);
  return pathUses(source)
    .filter(use => use.root === from.root && begins(use.segments))
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, segments }) => {
      const rest = segments.slice(from.segments.length);
      return text.slice(0, start) + rewrite(text.slice(start, end), rest) + text.slice(end);
    }, source);
}

export const pathText = ({ root, segments }: PathStart): string => formatPath([root, ...segments]);

/** The change that gives a node these parameters; null when they are what it has. */
export function paramsChange(node: WorkflowNode, params: unknown): Change | null {
  const next = params as WorkflowNode['params'];
  const changed = Object.keys(next).filter(name => next[name] !== node.params[name]);
  if (changed.length === 0) return null;
  return { type: 'update-node', node: node.id, params: Object.fromEntries(changed.map(name => [name, next[name]!])) };
}
