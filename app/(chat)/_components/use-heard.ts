'use client';
import { useSyncExternalStore } from 'react';
import type { Conversation } from './chat-store';
import type { Heard } from './conversation-state';

/** What a conversation shows now; drawn again when that changes. */
export function useHeard({ state }: Conversation): Heard & { working: boolean } {
  const heard = useSyncExternalStore(state.subscribe, state.shown, state.shown);
  return { ...heard, working: heard.status === 'submitted' || heard.status === 'streaming' };
}
