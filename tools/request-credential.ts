import { tool } from 'ai';
import { z } from 'zod';
import { bindCredential } from '@/database/bind-credential';
import type { Transaction } from '@/database/connection';
import { type Credential, listCredentials, listIntegrations } from '@/database/credentials';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';
import { tellCredential, told } from './model-output';
import { answer, requireWorkflow, type Turn } from './turn';

/** Ends the turn: what the person enters on the card goes to the encrypted store, past every message and model. */
export const requestCredentialTool = (turn: Turn) =>
  told(
    tool({
      description:
        'Asks the person for the key that a step works with (mail server, API token …), on a card whose fields you cannot read. Use it when an issue says credential_missing, or when a service refused the key. Never ask for a key in words. Ends your turn; the key is bound to the step when the person is done.',
      inputSchema: z.object({
        node: z.string().describe('Key of the step'),
        called: z
          .string()
          .optional()
          .describe('Only when the person named a key they have: its name. It is set at once, and your turn goes on'),
      }),
      execute: input => answer(() => requestCredential(turn, input)),
    }),
    tellCredential,
  );

async function requestCredential(turn: Turn, { node: key, called }: { node: string; called?: string }) {
  const workflowId = requireWorkflow(turn);
  return turn.asUser(async tx => {
    const { workflow } = await readDraft(tx, { workflowId });
    const node = workflow.nodes.find(each => each.key === key || each.id === key);
    if (!node) throw new AppError('request.invalid', { field: 'node', reason: `there is no step ${key}` });
    const need = needOf(turn, node);
    if (!need) throw new AppError('request.invalid', { field: 'node', reason: `${node.label} works without a key` });
    const [integrations, credentials] = [await listIntegrations(tx), await listCredentials(tx)];
    const fits = (name: string) => need.integrations.includes(name);
    const bound = called === undefined ? null : await bindNamed(tx, { turn, workflow, node, called, credentials });
    return {
      workflowId,
      node: { id: node.id, key: node.key, label: node.label },
      integrations: integrations.filter(({ name }) => fits(name)),
      /** What the person has already. */
      credentials: credentials
        .filter(({ integration }) => fits(integration))
        .map(({ id, name, integrationName }) => ({ id, name, integrationName })),
      ...(bound ? { bound } : {}),
    };
  });
}

const needOf = ({ nodeTypes }: Turn, { type, params }: WorkflowNode) => nodeTypes[type]?.credential?.(params) ?? null;

interface Named {
  turn: Turn;
  workflow: Workflow;
  node: WorkflowNode;
  called: string;
  credentials: readonly Credential[];
}

/** The one key of that name, for this step or, if it is of another kind, for the steps that lack one of its kind. */
async function bindNamed(tx: Transaction, { turn, workflow, node, called, credentials }: Named) {
  const [credential, ...others] = credentials.filter(({ name }) => name.toLowerCase() === called.trim().toLowerCase());
  if (!credential || others.length > 0) return null;
  const lacks = (each: WorkflowNode) => {
    const need = needOf(turn, each);
    return need?.integrations.includes(credential.integration) === true && (each === node || need.required);
  };
  const taker = [node, ...workflow.nodes.filter(({ options }) => options.credentialId === undefined)].find(lacks);
  if (!taker) return null;
  const { nodeTypes, log } = turn;
  const binding = { workflowId: requireWorkflow(turn), nodeId: taker.id, credentialId: credential.id, nodeTypes };
  const { steps, version } = await bindCredential(tx, { ...binding, author: 'assistant' });
  log.versions.push({ version, summary: steps.map(step => `Key of "${step}" set`) });
  return { credential: credential.name, steps };
}
