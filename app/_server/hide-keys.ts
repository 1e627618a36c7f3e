import type { ChatMessage } from '@/agent/messages';
import { maskSecrets } from '@/engine/workflow/mask-secrets';

/** A message as it may be stored and sent to a model: keys that were pasted into it are hidden for good. */
export function hideKeys(message: ChatMessage): ChatMessage {
  if (message.role !== 'user') return message;
  const parts = message.parts.map(part => (part.type === 'text' ? { ...part, text: maskSecrets(part.text) } : part));
  return { ...message, parts };
}
