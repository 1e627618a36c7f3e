import { listed, quote } from './draft';
import { anyOutput } from './flow-shapes';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import { nearest, nearestName } from './nearest';
import { formatPath, type Segment } from './path';
import { isTrigger } from './ports';
import type { Reference } from './references';
import type { WorkflowNode } from './schema';
import { mergeShapes, pathsOf, type Shape, shapeAt } from './shape';
import type { ReferenceContext } from './validate-references';

/** What a reference reads from: the shape, its name in a sentence, and how an expression begins that reads it. */
interface Place {
  shape: Shape;
  name: string;
  prefix: string;
  segments: readonly Segment[];
}

export function checkReference(reference: Reference, context: ReferenceContext): Issue | null {
  if (reference.root === 'nodes') return checkNodeReference(reference, context);
  const place =
    reference.root === 'item'
      ? itemPlace(reference, context)
      : reference.root === 'trigger'
        ? triggerPlace(reference, context)
        : null;
  return place && checkPath(reference, place, context);
}

function itemPlace({ segments }: Reference, { input }: ReferenceContext): Place | null {
  return input && { shape: input, name: 'what arrives there', prefix: 'item', segments };
}

/** Several triggers may lead here; a field of any of them may be there. */
function triggerPlace({ segments }: Reference, context: ReferenceContext): Place | null {
  const triggers = context.workflow.nodes.filter(
    ({ id, type }) => context.upstream.has(id) && isTrigger(type, context.nodeTypes),
  );
  if (triggers.length === 0) return null;
  const shape = triggers.map(({ id }) => anyOutput(context.shapes.get(id)!)).reduce(mergeShapes);
  return { shape, name: listed(triggers.map(({ label }) => quote(label))), prefix: 'trigger', segments };
}

function checkNodeReference(reference: Reference, context: ReferenceContext): Issue | null {
  const { nodeKey, within, param, segments } = reference;
  if (nodeKey === null) return null;
  const target = context.workflow.nodes.find(({ key }) => key === nodeKey);
  if (!target) return unknownNode(reference, context);
  if (!context.upstream.has(target.id)) return notUpstream(target, reference, context);
  if (within === null && segments.length > 0) {
    const [from, to] = [`nodes.${nodeKey}.${formatPath(segments)}`, `nodes.${nodeKey}.item.${formatPath(segments)}`];
    const message = `${quote(context.node.label)}: data of ${quote(target.label)} is read as nodes.${nodeKey}.item or .items. Did you mean ${to}?`;
    return makeIssue('path_unknown', message, { node: context.node, param, suggestion: { from, to } });
  }
  if (within === null) return null;
  const { round, ...shapes } = context.shapes.get(target.id)!;
  const item = round && owns(target, context) ? round : anyOutput(shapes);
  const shape: Shape = within === 'items' ? { kind: 'list', of: item } : item;
  return checkPath(
    reference,
    { shape, name: quote(target.label), prefix: `nodes.${nodeKey}.${within}`, segments },
    context,
  );
}

/** Inside a loop, the loop itself stands for what arrived in the round. */
function owns(loop: WorkflowNode, { node, workflow }: ReferenceContext): boolean {
  for (let id = node.parentId; id; id = workflow.nodes.find(each => each.id === id)?.parentId ?? null) {
    if (id === loop.id) return true;
  }
  return false;
}

function unknownNode({ nodeKey, param }: Reference, { node, workflow, upstream }: ReferenceContext): Issue {
  const before = workflow.nodes.filter(({ id }) => upstream.has(id)).map(({ key }) => key);
  const near =
    nearestName(nodeKey!, before) ??
    nearestName(
      nodeKey!,
      workflow.nodes.flatMap(({ id, key }) => (id === node.id ? [] : [key])),
    );
  const instead = near
    ? ` Did you mean ${near}?`
    : before.length > 0
      ? ` Before it there is ${listed(before, 'and')}.`
      : '';
  const suggestion = near ? { from: `nodes.${nodeKey}`, to: `nodes.${near}` } : null;
  const message = `${quote(node.label)} reads from a step called ${nodeKey}, which does not exist.${instead}`;
  return makeIssue('reference_unknown', message, { node, param, suggestion });
}

function notUpstream(target: WorkflowNode, { param }: Reference, { node }: ReferenceContext): Issue {
  const itself = target.id === node.id;
  const message = itself
    ? `${quote(node.label)} reads its own result, which is not there yet.`
    : `${quote(node.label)} reads from ${quote(target.label)}, which does not run before it. Connect them, or read from a step before it.`;
  return makeIssue('reference_not_upstream', message, { node, param });
}

/** Only what is known to be absent is an issue: an open or unknown value may hold anything. */
function checkPath(reference: Reference, place: Place, { node }: ReferenceContext): Issue | null {
  const needed = place.segments.slice(0, Math.min(reference.required, place.segments.length));
  if (needed.length === 0 || shapeAt(place.shape, needed) !== null) return null;
  const path = formatPath(needed);
  const near = nearest(path, pathsOf(place.shape));
  const full = (of: string) => (of.startsWith('[') ? place.prefix + of : `${place.prefix}.${of}`);
  const has = place.shape.kind === 'object' ? Object.keys(place.shape.fields) : [];
  const instead = near
    ? `It has ${near}. Use that instead?`
    : has.length > 0
      ? `It has ${listed(has.slice(0, 8), 'and')}.`
      : '';
  const message = `${quote(node.label)} needs ${path}, but ${place.name} has no such field. ${instead}`.trim();
  return makeIssue('path_unknown', message, {
    node,
    param: reference.param,
    suggestion: near ? { from: full(path), to: full(near) } : null,
  });
}
