import { tool } from 'ai';
import { z } from 'zod';
import { listCredentials, listIntegrations } from '@/database/credentials';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { tellCredential, told } from './model-output';
import { answer, requireWorkflow, type Turn } from './turn';

/** Ends the turn: what the person enters on the card goes to the encrypted store, past every message and model. */
export const requestCredentialTool = (turn: Turn) =>
  told(
    tool({
      description:
        'Asks the person for the key that a step works with (mail server, API token …), on a card whose fields you cannot read. Use it when an issue says credential_missing, or when a service refused the key. Never ask for a key in words. Ends your turn; the key is bound to the step when the person is done.',
      inputSchema: z.object({ node: z.string().describe('Key of the step') }),
      execute: ({ node }) => answer(() => requestCredential(turn, node)),
    }),
    tellCredential,
  );

async function requestCredential(turn: Turn, key: string) {
  const workflowId = requireWorkflow(turn);
  return turn.asUser(async tx => {
    const { workflow } = await readDraft(tx, { workflowId });
    const node = workflow.nodes.find(each => each.key === key || each.id === key);
    if (!node) throw new AppError('request.invalid', { field: 'node', reason: `there is no step ${key}` });
    const need = turn.nodeTypes[node.type]?.credential?.(node.params) ?? null;
    if (!need) throw new AppError('request.invalid', { field: 'node', reason: `${node.label} works without a key` });
    const [integrations, credentials] = [await listIntegrations(tx), await listCredentials(tx)];
    const fits = (name: string) => need.integrations.includes(name);
    return {
      workflowId,
      node: { id: node.id, key: node.key, label: node.label },
      integrations: integrations.filter(({ name }) => fits(name)),
      /** What the person has already. */
      credentials: credentials
        .filter(({ integration }) => fits(integration))
        .map(({ id, name, integrationName }) => ({ id, name, integrationName })),
    };
  });
}
