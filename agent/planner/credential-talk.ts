import { z } from 'zod';
import { type Conversation, type Exchange, lastUse } from './conversation';
import { ask, type Decision, say } from './decision';

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
