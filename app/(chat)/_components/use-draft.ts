'use client';
import { useState } from 'react';

/** What is typed and not sent yet, by conversation: it outlives looking at another page. */
const drafts = new Map<string, string>();

export function useDraft(chatId: string, first: string): [string, (text: string) => void] {
  const [draft, setDraft] = useState(() => drafts.get(chatId) ?? first);
  const set = (text: string) => {
    drafts.set(chatId, text);
    setDraft(text);
  };
  return [draft, set];
}
