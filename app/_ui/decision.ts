import type { ChatMessage } from '@/agent/messages';

type Part = ChatMessage['parts'][number];

type Waiting = Extract<Part, { state: 'approval-requested' }>;

const waits = (part: Part): part is Waiting => 'state' in part && part.state === 'approval-requested';

/** What waits for the person's decision, decided; every other part as it is. */
export function decide(part: Part, approved: boolean): Part {
  if (!waits(part)) return part;
  return { ...part, state: 'approval-responded', approval: { ...part.approval, approved } } as Part;
}

/** What a message asks approval for and has not been told: the approvals' ids. */
export const openApprovals = (message: ChatMessage | undefined): string[] =>
  (message?.parts ?? []).flatMap(part => (waits(part) ? [part.approval.id] : []));

const yes =
  /^(y|yes|yes,? please|yep|ok|okay|sure|go( ahead)?|yes,? go ahead|do it|yes,? do it|approve(d)?|confirm(ed)?|send( it)?|run it)[.! ]*$/i;
const no = /^(n|no|no,? thanks|nope|stop|cancel|don'?t( do it)?|deny|refuse)[.! ]*$/i;

/** A plain yes or no; null for anything that says more. */
export function readDecision(text: string): 'approve' | 'deny' | null {
  if (yes.test(text.trim())) return 'approve';
  return no.test(text.trim()) ? 'deny' : null;
}
