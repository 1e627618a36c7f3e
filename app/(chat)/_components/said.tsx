'use client';
import Link from 'next/link';
import type { ChatMessage } from '@/agent/messages';
import { isHiddenKey } from '@/engine/workflow/mask-secrets';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { AttachmentChip } from './attachment-chip';

/** What the person said, and the files that went along. */
export function Said({ message }: { message: ChatMessage }) {
  const text = message.parts.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n');
  const files = message.parts.flatMap(part => (part.type === 'file' ? [part] : []));
  return (
    <article aria-label={texts.chat.you} className="ml-auto flex max-w-[min(72ch,90%)] flex-col items-end gap-1.5">
      {files.length > 0 && (
        <ul aria-label={texts.attach.list} className="flex flex-wrap justify-end gap-1.5">
          {files.map(({ url, filename, mediaType }) => (
            <li key={url} className="min-w-0">
              <a href={url} target="_blank" rel="noreferrer" className="rounded-md">
                <AttachmentChip name={filename ?? ''} mediaType={mediaType} url={url} />
              </a>
            </li>
          ))}
        </ul>
      )}
      {isHiddenKey.test(text) && (
        <Notice tone="waiting">
          {texts.credential.hidden}{' '}
          <Link href="/settings/credentials" className="underline">
            {texts.credential.add}
          </Link>
        </Notice>
      )}
      {text && <p className="whitespace-pre-wrap break-words rounded-xl bg-sunken px-3.5 py-2">{text}</p>}
    </article>
  );
}
