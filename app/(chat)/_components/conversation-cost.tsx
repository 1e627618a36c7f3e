'use client';
import type { ChatMessage } from '@/agent/messages';
import { texts } from '../../_ui/texts';

/** What the whole conversation came to so far; nothing where no model was asked that counts. */
export function ConversationCost({ messages }: { messages: readonly ChatMessage[] }) {
  const facts = messages.flatMap(({ metadata }) => (metadata?.usage ? [metadata] : []));
  const tokens = facts.reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0), 0);
  if (tokens === 0) return null;
  const known = facts.every(({ costUsd }) => typeof costUsd === 'number');
  const cost = known ? facts.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0) : null;
  return (
    <span title={texts.models.soFar} className="truncate px-2 text-faint text-xs max-sm:hidden">
      {texts.models.short(tokens)} · {texts.models.cost(cost)}
    </span>
  );
}
