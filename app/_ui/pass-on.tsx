'use client';
import { CopyButton } from './copy-button';
import { texts } from './texts';

/** An address for the person to send on themselves. */
export function PassOn({ sentence, link }: { sentence: string; link: string }) {
  return (
    <div role="status" className="flex flex-col gap-1 rounded-md border border-line bg-sunken p-2">
      <p className="text-[13px]">{sentence}</p>
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 break-all font-mono text-[13px]">{link}</code>
        <CopyButton text={link} label={texts.share.copyLink} />
      </div>
    </div>
  );
}
