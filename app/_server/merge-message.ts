import { isToolUIPart } from 'ai';
import type { ChatMessage } from '@/agent/messages';
import { AppError } from '@/engine/errors';

/**
 * The stored conversation with what came in. Only two things are taken from the client: a new message of the person,
 * and a decision on an approval that the stored message really asks for. Anything else it says of the past is ignored.
 */
export function mergeMessage(stored: readonly ChatMessage[], incoming: ChatMessage): ChatMessage[] {
  if (incoming.role === 'user') {
    // Files were put there by `takeAttachments`, from the database.
    const parts = incoming.parts.filter(part => part.type === 'text' || part.type === 'file');
    if (parts.length === 0) throw new AppError('request.invalid', { field: 'message', reason: 'it has no text' });
    const message: ChatMessage = { id: incoming.id, role: 'user', parts };
    return [...stored.filter(({ id }) => id !== incoming.id).map(withoutOpenApprovals), message];
  }
  const last = stored.at(-1);
  if (last === undefined || last.id !== incoming.id) throw new AppError('approval.not_valid', {});
  return [...stored.slice(0, -1), { ...last, parts: last.parts.map(part => decided(part, incoming)) }];
}

type Part = ChatMessage['parts'][number];

/** Whoever goes on talking instead of answering has not said yes. */
function withoutOpenApprovals(message: ChatMessage): ChatMessage {
  const close = (part: Part): Part =>
    isToolUIPart(part) && part.state === 'approval-requested'
      ? ({ ...part, state: 'output-denied', approval: { ...part.approval, approved: false } } as Part)
      : part;
  return { ...message, parts: message.parts.map(close) };
}

function decided(part: Part, incoming: ChatMessage): Part {
  if (!isToolUIPart(part) || part.state !== 'approval-requested') return part;
  const answer = incoming.parts.find(other => isToolUIPart(other) && other.toolCallId === part.toolCallId);
  if (answer === undefined || !isToolUIPart(answer) || answer.state !== 'approval-responded') return part;
  const { approved, reason } = answer.approval;
  return { ...part, state: 'approval-responded', approval: { ...part.approval, approved, reason } } as Part;
}
