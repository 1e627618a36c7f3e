import type { LanguageModelV4Prompt } from '@ai-sdk/provider';

/**
 * The conversation as a given model can take it. Thoughts are signed by the model that had them and refused from
 * another; an image is named instead of shown to one that cannot see.
 */
export function forCandidate(
  prompt: LanguageModelV4Prompt,
  { vision, switched }: { vision: boolean; switched: boolean },
): LanguageModelV4Prompt {
  return prompt.map(message => {
    if (message.role === 'assistant' && switched) {
      return { ...message, content: message.content.filter(part => part.type !== 'reasoning') };
    }
    if (message.role !== 'user' || vision) return message;
    const content = message.content.map(part =>
      part.type === 'file' && part.mediaType.startsWith('image')
        ? { type: 'text' as const, text: `(The image ${part.filename ?? ''} cannot be shown to this model.)` }
        : part,
    );
    return { ...message, content };
  });
}
