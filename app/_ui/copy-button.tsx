'use client';
import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useState } from 'react';
import { IconButton } from './icon-button';
import { texts } from './texts';
import { notify } from './toast';

export function CopyButton({ text, label = texts.copy }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch {
      notify(texts.copyRefused); // not a secure address, or the person said no
    }
  };

  return (
    <IconButton label={copied ? texts.copied : label} onClick={copy} className="size-7">
      {copied ? <Check size={14} /> : <Copy size={14} />}
    </IconButton>
  );
}
