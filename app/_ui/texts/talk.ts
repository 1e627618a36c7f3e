/** The page of a chat, which people read who have never heard of us. */
export const talkTexts = {
  talk: {
    label: 'Your message',
    you: 'You',
    answer: 'Answer',
    test: 'This is a test of the chat. What you write runs through the draft, and nobody is reached.',
    empty: 'Write a message first.',
    tooLong: (most: number) => `A message has at most ${most.toLocaleString('en')} characters. Please shorten yours.`,
    again: 'Please send your message once more.',
    tooMany: 'Too many messages came in a short time. Please wait a minute and send yours again; it is still here.',
    failed: 'No answer could be made to this. Whoever runs this chat can see why. You can write again.',
    slow: 'The answer takes longer than a minute. Whoever runs this chat can see it; you can write again.',
    nothing: 'There is no answer to this.',
    gone: 'This chat is not open. Whoever gave you the address can open it.',
    goneTitle: 'Chat',
  },
} as const;
