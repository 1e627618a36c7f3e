import { expect, it } from 'vitest';
import type { ChatMessage } from '@/agent/messages';
import { ConversationState } from './conversation-state';

const message = (id: string, text: string): ChatMessage => ({ id, role: 'user', parts: [{ type: 'text', text }] });

it('shows what was asked for as under way until the engine says how it stands', () => {
  const state = new ConversationState([]);
  const seen: string[] = [];
  state.subscribe(() => seen.push(state.shown().status));
  state.waits = true;
  state.status = 'submitted';
  state.waits = false;
  state.status = 'ready';
  expect(seen).toEqual(['submitted', 'submitted', 'ready']);
});

it('shows words with the next change of status at the latest', () => {
  const state = new ConversationState([message('1', 'a')]);
  state.pushMessage(message('2', 'b'));
  expect(state.shown().messages).toHaveLength(1);
  state.status = 'streaming';
  expect(state.shown().messages).toHaveLength(2);
});

it('keeps what is drawn apart from what goes on being written', () => {
  const state = new ConversationState([message('1', 'a')]);
  const written = message('1', 'b');
  state.replaceMessage(0, written);
  Object.assign(written.parts[0]!, { text: 'c' });
  expect(state.messages[0]!.parts).toEqual([{ type: 'text', text: 'b' }]);
});

it('is caught up at once, also while something draws it', () => {
  const state = new ConversationState([]);
  state.catchUp([message('1', 'a')]);
  expect(state.shown().messages).toHaveLength(1);
});
