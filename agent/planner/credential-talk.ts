import { z } from 'zod';
import type { NodeTypes } from '@/engine/workflow/node-types';
import { type Conversation, type Exchange, lastUse } from './conversation';
import { ask, call, type Decision, say } from './decision';
import { findTarget } from './edit/target';
import type { NodeFact, WorkflowFact } from './facts';

const Changed = z.object({ issues: z.array(z.object({ code: z.string(), node: z.string().nullable() })) });

/** Whatever was built is told, and then asked for the key that it lacks: on a card, never in words. */
export function thenAskForKey(decision: Decision, { exchanges, tools }: Conversation): Decision {
  const exchange = exchanges.at(-1);
  if (decision.kind !== 'say' || !exchange || !tools.has('requestCredential')) return decision;
  if (lastUse(exchange, 'requestCredential')) return decision;
  const changed = Changed.safeParse(lastUse(exchange, 'changeWorkflow')?.output);
  const lacking =
    changed.success && changed.data.issues.find(({ code, node }) => code === 'credential_missing' && node);
  if (!lacking) return decision;
  return { kind: 'call', toolName: 'requestCredential', input: { node: lacking.node }, text: decision.text };
}

/** What the card says for the person when they are done with it; null when it is about something else. */
export function decideCredential({ exchanges }: Conversation, { said, uses }: Exchange): Decision | null {
  const before = exchanges.at(-2);
  if (uses.length > 0 || !before || !lastUse(before, 'requestCredential')) return null;
  const steps = /^The key “.+” is set for (“.+”)$/.exec(said.trim())?.[1];
  if (steps) return ask(`${steps} has its key. What next?`, ['Run it with an example', 'Switch it on']);
  if (/^Not now\b/i.test(said)) return say('It stays as it is: test runs work, and live ones wait for the key.');
  return null;
}

const naming =
  /^(?:(?:and|also|please|ok|oh|yes|then|now)[, ]+)*(?:(?:for|in|on) (?:the )?(.+?),? )?(?:use|take|set)s? (?:my |the |our )?(?:key|credential|login|account|token)s?(?: (?:called|named|with the name))? ["“'‘]?(.+?)["”'’]?(?: (?:for|in|on|with) (?:the )?(.+?))?(?: please)?[.!]?$/i;

const Bound = z.object({ bound: z.object({ credential: z.string(), steps: z.array(z.string()) }) });

interface NamedKey {
  said: string;
  exchange: Exchange;
  workflow: WorkflowFact | null;
  nodeTypes: NodeTypes;
}

/** "use the key called Team bot": set without a card, for the step that lacks one. Null when no key is spoken of. */
export function decideNamedKey({ said, exchange, workflow, nodeTypes }: NamedKey): Decision | null {
  const match = naming.exec(said.trim());
  if (!match || workflow === null) return null;
  const [, before, name = '', after] = match;
  const used = lastUse(exchange, 'requestCredential');
  const bound = Bound.safeParse(used?.output);
  if (bound.success) return say(tellBound(bound.data.bound));
  if (used) return say(`I found no key called “${name}” for a step here. Choose or enter it on the card.`);
  const phrase = before ?? after;
  const node = phrase === undefined ? lacking(workflow, nodeTypes)[0] : meant(phrase, workflow, nodeTypes);
  return node ? call('requestCredential', { node: node.key, called: name }) : say(noneLacks);
}

const noneLacks =
  'No step here waits for a key. Say which step is meant, for example *use the key called Work for the Slack step*.';

const needs = (node: NodeFact, nodeTypes: NodeTypes) => nodeTypes[node.type]?.credential?.(node.params) ?? null;

const lacking = ({ nodes }: WorkflowFact, nodeTypes: NodeTypes) =>
  nodes.filter(node => needs(node, nodeTypes)?.required === true && node.options.credentialId === undefined);

function meant(phrase: string, workflow: WorkflowFact, nodeTypes: NodeTypes): NodeFact | undefined {
  const keyed = workflow.nodes.filter(node => needs(node, nodeTypes) !== null);
  const found = findTarget(phrase, { ...workflow, nodes: keyed }, nodeTypes);
  return found.kind === 'one' ? found.node : found.kind === 'many' ? found.nodes[0] : undefined;
}

const tellBound = ({ credential, steps }: { credential: string; steps: readonly string[] }) =>
  `The key “${credential}” is set for ${steps.map(step => `“${step}”`).join(' and ')}.`;
