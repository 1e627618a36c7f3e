import { z } from 'zod';
import type { Change, NewNode } from '@/engine/workflow/change';
import { changesBetween } from '@/engine/workflow/invert';
import { loopAround } from '@/engine/workflow/loop-around';
import { NodeOptions, type Workflow } from '@/engine/workflow/schema';
import { uniqueSlug } from '@/engine/workflow/slug';

const kinds = [
  'add-node',
  'update-node',
  'rename-node',
  'remove-node',
  'replace-node',
  'connect',
  'disconnect',
  'insert-between',
  'update-workflow',
] as const;

/** One change as a model says it: flat, because some providers refuse unions and recursion in tool schemas. */
export const FlatChange = z.object({
  type: z.enum(kinds),
  node: z.string().optional().describe('Key of the step that is changed (update, rename, remove, replace)'),
  nodeType: z.string().optional().describe('Type of the new step, for example core.set (add, insert, replace)'),
  key: z.string().optional().describe('Short slug for expressions; chosen from the label when absent'),
  label: z.string().optional().describe('What the person reads, for example "Amount over 100?"'),
  params: z.record(z.string(), z.unknown()).optional().describe('Settings of the step; merged by field on update'),
  unset: z.array(z.string()).optional().describe('Settings to remove (update)'),
  options: NodeOptions.omit({ pinned: true, slots: true }).optional().describe('onError, retry, timeoutMs, disabled'),
  after: z.string().optional().describe('add-node: draws an arrow from this step to the new one'),
  before: z.string().optional().describe('add-node: puts the new step on every arrow that leads into this one'),
  inside: z.string().optional().describe('Key of the loop that the step is in (add; update: moves it in)'),
  around: z.array(z.string()).optional().describe('add-node of a loop: keys of steps that are put inside it'),
  from: z.string().optional().describe('Where the arrow starts (connect, disconnect, insert-between)'),
  port: z.string().optional().describe('Way out of that step: "next" unless it has others, such as yes and no'),
  to: z.string().optional().describe('Where the arrow ends'),
  heal: z.boolean().optional().describe('remove-node: join what was before it to what was after it (true unless said)'),
  name: z.string().optional().describe('update-workflow: its name'),
  description: z.string().optional().describe('update-workflow: what it is for'),
  timeZone: z.string().optional().describe('update-workflow: IANA zone, for example Europe/Berlin'),
});
export type FlatChange = z.infer<typeof FlatChange>;

/**
 * Flat changes in terms of the change vocabulary. `index` says which flat change each came from, so that a skipped
 * one can be named to whoever sent it. What is missing is left missing: applying says what is wrong with it.
 */
export function toChanges(flat: readonly FlatChange[], workflow: Workflow): { change: Change; index: number }[] {
  return flat.flatMap((change, index) => expand(change, workflow).map(one => ({ change: one, index })));
}

function expand(flat: FlatChange, workflow: Workflow): Change[] {
  const node = flat.node ?? '';
  switch (flat.type) {
    case 'add-node':
      return flat.around?.length ? addLoop(flat, workflow) : addNode(flat, workflow);
    case 'update-node':
      return [
        ...moveInside(flat, workflow),
        ...(flat.label ? [{ type: 'rename-node' as const, node, label: flat.label }] : []),
        ...(flat.params || flat.unset || flat.options || !(flat.label || flat.inside)
          ? [{ type: 'update-node' as const, node, params: paramsOf(flat), unset: flat.unset, options: flat.options }]
          : []),
      ];
    case 'rename-node':
      return [{ type: 'rename-node', node, key: flat.key, label: flat.label }];
    case 'remove-node':
      return [{ type: 'remove-node', node, heal: flat.heal ?? true }];
    case 'replace-node':
      return [
        { type: 'replace-node', node, with: { type: flat.nodeType ?? '', label: flat.label, params: paramsOf(flat) } },
      ];
    case 'connect':
    case 'disconnect':
      return [{ type: flat.type, ...arrowOf(flat) }];
    case 'insert-between':
      return [{ type: 'insert-between', node: newNode(flat), ...arrowOf(flat) }];
    case 'update-workflow':
      return [
        {
          type: 'update-workflow',
          name: flat.name,
          description: flat.description,
          settings: flat.timeZone ? { ...workflow.settings, timeZone: flat.timeZone } : undefined,
        },
      ];
  }
}

function addNode(flat: FlatChange, workflow: Workflow): Change[] {
  const added = { ...newNode(flat), id: crypto.randomUUID() };
  const changes: Change[] = [{ type: 'add-node', node: added }];
  if (flat.after && flat.after !== flat.inside)
    changes.push({ type: 'connect', from: flat.after, port: flat.port, to: added.id });
  if (flat.before)
    changes.push(...inFrontOf(flat.before, { id: added.id, port: flat.after ? undefined : flat.port, workflow }));
  return changes;
}

/** A new loop takes the place of the steps that it is put around. */
function addLoop(flat: FlatChange, workflow: Workflow): Change[] {
  const inner = (flat.around ?? []).flatMap(ref => find(workflow, ref) ?? []);
  const { after: _, before: __, around: ___, ...alone } = flat;
  const [add] = addNode(inner.length > 0 ? alone : flat, workflow);
  if (add?.type !== 'add-node' || inner.length === 0) return addNode({ ...flat, around: [] }, workflow);
  const { id, key, label = 'Loop', type, params = {}, options = {} } = add.node;
  const free = uniqueSlug(key ?? label, new Set(workflow.nodes.map(node => node.key)));
  const { parentId } = inner[0]!;
  const loop = { id: id!, key: free, label, type, params, options, parentId, position: null };
  return changesBetween(workflow, loopAround(workflow, { loop, nodeIds: inner.map(node => node.id) }));
}

function moveInside(flat: FlatChange, workflow: Workflow): Change[] {
  const [node, loop] = [find(workflow, flat.node ?? ''), find(workflow, flat.inside ?? '')];
  if (!node || !loop || node.parentId === loop.id) return [];
  return changesBetween(workflow, loopAround(workflow, { loop, nodeIds: [node.id] }));
}

const find = (workflow: Workflow, ref: string) => workflow.nodes.find(({ id, key }) => id === ref || key === ref);

function inFrontOf(
  ref: string,
  { id, port, workflow }: { id: string; port: string | undefined; workflow: Workflow },
): Change[] {
  const target = workflow.nodes.find(node => node.id === ref || node.key === ref);
  const incoming = workflow.connections.filter(connection => connection.to === target?.id);
  return [
    ...incoming.flatMap((arrow): Change[] => [
      { type: 'disconnect', from: arrow.from, port: arrow.port, to: arrow.to, input: arrow.input },
      { type: 'connect', from: arrow.from, port: arrow.port, to: id },
    ]),
    { type: 'connect', from: id, port, to: ref },
  ];
}

const arrowOf = (flat: FlatChange) => ({ from: flat.from ?? '', port: flat.port, to: flat.to ?? '' });

const paramsOf = (flat: FlatChange) => flat.params as NewNode['params'];

const newNode = (flat: FlatChange): NewNode => ({
  type: flat.nodeType ?? '',
  key: flat.key,
  label: flat.label,
  params: paramsOf(flat),
  options: flat.options,
  parentId: flat.inside,
});
