import { z } from 'zod';
import { defineNode } from '../define-node';
import { textSetting, toPhrase } from '../settings';
import { list, object, text } from '../shapes';

const message = {
  message: 'When are you open?',
  conversation: '3f2b8c1e-5a44-4f0e-9a51-0c6f5d7e2b10',
  history: [
    { role: 'visitor', text: 'Hello' },
    { role: 'answer', text: 'Good morning. What would you like to know?' },
  ],
  sent_at: '2026-03-02T08:00:00.000Z',
};

export const node = defineNode({
  title: 'Chat page',
  summary:
    'Shows a page where visitors write messages, starts with each message and shows the answer there: that of an answer step, else what the last step came to.',
  synonyms: [
    'chat',
    'chat page',
    'chat message',
    'chatbot',
    'chat bot',
    'chat trigger',
    'chat widget',
    'chat window',
    'conversation',
    'when somebody writes in the chat',
    'when a chat message is received',
    'support chat',
    'assistant page',
  ],
  kind: 'trigger',
  icon: 'message-circle',
  startedBy: 'chat',
  effect: 'none',
  runs: 'all',
  params: z.object({
    title: textSetting('What stands at the top of the page').prefault('Chat'),
    greeting: textSetting('What is said before the first message').prefault('How can we help?'),
    button: z.string().trim().min(1).max(60).default('Send').describe('What stands on the button'),
  }),
  describe: ({ title }) => `Chat page ${toPhrase(title) ? `"${toPhrase(title)}"` : ''}`.trim(),
  outputShapes: () => ({
    next: object({
      ...{ message: text, conversation: text, sent_at: text },
      history: list(object({ role: text, text })),
    }),
  }),
  example: {
    ask: 'when somebody writes a message on my chat page',
    params: { title: 'Ask us' },
    input: [message],
    output: { next: [message] },
  },
  execute: ({ items, now }) => ({
    next: (items.length > 0 ? items : [{ ...message }]).map(item => ({
      ...{ conversation: message.conversation, history: [], sent_at: now.toISOString() },
      ...item,
    })),
  }),
});
