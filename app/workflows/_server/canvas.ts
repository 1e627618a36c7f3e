import { changeWorkflow } from '@/database/change-workflow';
import type { Transaction } from '@/database/connection';
import { readDraft } from '@/database/workflows';
import { placeNew } from '@/engine/diagram/place-new';
import { quickLayout } from '@/engine/diagram/quick-layout';
import { toCanvas } from '@/engine/diagram/to-canvas';
import { describeNodes } from '@/engine/nodes/describe-nodes';
import type { ListedService } from '@/engine/nodes/listed-services';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Change } from '@/engine/workflow/change';
import type { Issue } from '@/engine/workflow/issue';
import { inputsOf } from '@/engine/workflow/ports';
import type { Position, Workflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import type { CanvasReply, CanvasSnapshot, CatalogueEntry, NodeFacts } from '../_canvas/core/snapshot';

type AsUser = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

export async function readCanvas(asUser: AsUser, workflowId: string): Promise<CanvasSnapshot> {
  const { workflow, version } = await asUser(tx => readDraft(tx, { workflowId }));
  return toSnapshot(version, workflow, validateWorkflow(workflow, nodeTypes));
}

interface Save {
  workflowId: string;
  baseVersion: number;
  changes: readonly Change[];
}

/** A person's edit goes the way of every edit; what others saved meanwhile comes back with the answer. */
export async function saveCanvas(asUser: AsUser, save: Save): Promise<CanvasReply> {
  const reply = await asUser(tx => changeWorkflow(tx, { ...save, author: 'user', nodeTypes }));
  const { version, workflow, issues, conflicts, skipped } = reply;
  return { ...toSnapshot(version, workflow, issues), conflicts, skipped };
}

export function toSnapshot(version: number, workflow: Workflow, issues: readonly Issue[]): CanvasSnapshot {
  return { version, workflow, facts: factsOf(workflow, issues), places: placesOf(workflow) };
}

function factsOf(workflow: Workflow, issues: readonly Issue[]): Record<string, NodeFacts> {
  const { nodes } = toCanvas({ ...workflow, connections: [] }, { nodeTypes });
  const byNode = Map.groupBy(issues, ({ nodeId }) => nodeId);
  const facts = nodes.map(({ id, data }, index): [string, NodeFacts] => {
    const inputs = data.hasInput ? inputsOf(workflow.nodes[index]!, nodeTypes) : [];
    const messages = (byNode.get(id) ?? []).map(({ message }) => message);
    return [id, { ports: data.ports, inputs, detail: data.detail, issues: messages }];
  });
  return Object.fromEntries(facts);
}

/** What nobody has placed yet is laid out as a whole; beside what somebody has, only what is new finds its place. */
function placesOf(workflow: Workflow): Record<string, Position> {
  const placed = workflow.nodes.some(({ position }) => position !== null);
  return placed ? placeNew(workflow).places : quickLayout(workflow, nodeTypes);
}

/** Everything that can be added, for the palette. */
export function catalogue(services: readonly ListedService[] = []): CatalogueEntry[] {
  const steps = describeNodes(nodeTypes).map(({ type, title, summary, kind, icon, ports, inputs }) => ({
    ...{ type, title, summary, kind, icon, ports },
    synonyms: nodeTypes[type]!.synonyms,
    inputs: kind === 'trigger' ? [] : inputs,
    ...(nodeTypes[type]!.isContainer && { isContainer: true }),
    ...(nodeTypes[type]!.answers && { answers: true }),
  }));
  const http = steps.find(({ type }) => type === 'core.http-request')!;
  // Behind the steps: whoever looks a step up by its type finds the step itself.
  return [...steps, ...services.map(service => pointAt(service, http))];
}

const pointAt = ({ name, title, description }: ListedService, http: CatalogueEntry): CatalogueEntry => ({
  ...http,
  ...{ title, summary: description || http.summary, synonyms: [name], icon: 'key', label: title },
  params: { service: name },
});
