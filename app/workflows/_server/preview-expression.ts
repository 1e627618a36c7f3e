import type { Transaction } from '@/database/connection';
import { readDraft } from '@/database/workflows';
import type { AppError } from '@/engine/errors';
import { createScopes } from '@/engine/workflow/lineage';
import { resolveParams } from '@/engine/workflow/resolve-params';
import { readRecordedInput } from '../../_server/recorded-input';
import { runtime } from '../../_server/runtime';

export interface PreviewRequest {
  workflowId: string;
  nodeId: string;
  /** As it stands in the field, with its `{{ }}`. */
  text: string;
}

/** What the text comes to for the first item of the last run, or why it does not. */
export type Preview =
  | { kind: 'value'; value: unknown; items: number }
  | { kind: 'error'; message: string; path: string | null; nearest: string | null }
  | { kind: 'nothing' };

const longest = 4_000;

export async function previewExpression(
  asUser: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>,
  { workflowId, nodeId, text }: PreviewRequest,
): Promise<Preview> {
  const { workflow, input } = await asUser(async tx => {
    const draft = await readDraft(tx, { workflowId });
    return { ...draft, input: await readRecordedInput(tx, { workflowId, workflow: draft.workflow, nodeId }) };
  });
  if (!input) return { kind: 'nothing' };
  const scopes = createScopes({
    ...input,
    items: input.items.slice(0, 1),
    nodeKeys: workflow.nodes.map(({ key }) => key),
    now: new Date().toISOString(),
    workflow: { name: workflow.name },
    execution: { id: crypto.randomUUID() },
  });
  const [outcome] = await resolveParams({ params: { text }, scopes, sandbox: runtime().sandbox });
  if (!outcome) return { kind: 'nothing' };
  if (!outcome.ok) return toError(outcome.error);
  return { kind: 'value', value: short(outcome.params.text), items: input.items.length };
}

function toError(error: AppError): Preview {
  const { path, nearest } = error.details as { path?: string; nearest?: string | null };
  return { kind: 'error', message: error.userMessage, path: path ?? null, nearest: nearest ?? null };
}

/** A preview is looked at: what nobody would read is not sent. */
function short(value: unknown): unknown {
  const text = JSON.stringify(value ?? null);
  if (text.length <= longest) return value ?? null;
  return typeof value === 'string' ? `${value.slice(0, longest)} …` : `${text.slice(0, longest)} …`;
}
