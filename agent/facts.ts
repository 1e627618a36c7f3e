import type { ModelKind, NodeTypes } from '@/engine/workflow/node-types';
import { outlineWorkflow } from '@/engine/workflow/outline';
import type { Workflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import { assistantPrompt, type NodeFact } from '@/prompts/assistant';
import { situationPrompt } from '@/prompts/situation';

export interface TurnFactsSource {
  nodeTypes: NodeTypes;
  missingModels?: readonly ModelKind[];
  now: Date;
  timeZone: string;
  draft: { workflow: Workflow; version: number; isActive: boolean } | null;
  tables: readonly { name: string; columns: readonly string[] }[];
  lastRun: { id: string; status: string } | null;
}

const toFact = ([type, node]: [string, NodeTypes[string]]): NodeFact => ({
  type,
  summary: node.summary,
  ports: node.ports(node.example.params),
  params: node.example.params,
});

/** The two system messages of a turn: what never changes, then what is so now. */
export function toInstructions({ nodeTypes, missingModels, now, timeZone, draft, tables, lastRun }: TurnFactsSource) {
  const workflow = draft && {
    name: draft.workflow.name,
    version: draft.version,
    active: draft.isActive,
    outline: outlineWorkflow(draft.workflow, nodeTypes),
    issues: validateWorkflow(draft.workflow, nodeTypes, { missingModels }).map(({ message }) => message),
  };
  const local = now.toLocaleString('sv-SE', { timeZone });
  return [
    {
      role: 'system' as const,
      content: assistantPrompt({ nodes: Object.entries(nodeTypes).map(toFact) }),
      // The same in every turn: what Anthropic is told to keep, others keep by themselves.
      providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
    },
    { role: 'system' as const, content: situationPrompt({ now: local, timeZone, workflow, tables, lastRun }) },
  ];
}
