'use client';
import type { FileUIPart } from 'ai';
import { useState } from 'react';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';

/** A file on its way into a message. */
export interface Draft {
  key: string;
  name: string;
  size: number;
  state: 'loading' | 'ready';
  /** Once the server has it. */
  id: string | null;
  mediaType: string;
  /** Of a CSV. */
  rows: number | null;
}

const most = 10;
/** What is attached and not sent, by conversation: it outlives looking at another page. */
const drafts = new Map<string, readonly Draft[]>();

export function useAttachments(chatId: string) {
  const [files, setFiles] = useState(drafts.get(chatId) ?? []);
  const change = (work: (all: readonly Draft[]) => readonly Draft[]) => {
    const next = work(drafts.get(chatId) ?? []);
    drafts.set(chatId, next);
    setFiles(next);
  };

  const send = async (file: File) => {
    const key = crypto.randomUUID();
    const draft: Draft = {
      ...{ key, name: file.name || 'file', size: file.size, state: 'loading', id: null },
      ...{ mediaType: file.type, rows: null },
    };
    change(all => [...all, draft]);
    const kept = await upload(file);
    if (typeof kept === 'string') {
      notify(kept);
      return change(all => all.filter(one => one.key !== key));
    }
    change(all => all.map(one => (one.key === key ? { ...one, ...kept, state: 'ready' } : one)));
  };

  return {
    files,
    loading: files.some(({ state }) => state === 'loading'),
    add(given: Iterable<File>) {
      const list = [...given];
      if (list.length + files.length > most) return notify(texts.attach.tooMany);
      for (const file of list) void send(file);
    },
    remove(key: string) {
      const file = files.find(one => one.key === key);
      if (file?.id) void fetch(`/api/attachments/${file.id}`, { method: 'DELETE' });
      change(all => all.filter(one => one.key !== key));
    },
    /** The files as parts of the message that takes them; there are none left afterwards. */
    take(): FileUIPart[] {
      const parts = files.flatMap(({ id, name, mediaType }) =>
        id ? [{ type: 'file' as const, url: `/api/attachments/${id}`, filename: name, mediaType }] : [],
      );
      change(() => []);
      return parts;
    },
  };
}

type Kept = Pick<Draft, 'id' | 'name' | 'mediaType' | 'rows' | 'size'>;

/** The file as the server has it, or why it does not. */
async function upload(file: File): Promise<Kept | string> {
  try {
    const answer = await fetch(`/api/attachments?name=${encodeURIComponent(file.name || 'file')}`, {
      method: 'POST',
      body: file,
    });
    const body = (await answer.json()) as Kept & { error?: { message: string } };
    return body.error?.message ?? body;
  } catch {
    return texts.attach.failed;
  }
}
