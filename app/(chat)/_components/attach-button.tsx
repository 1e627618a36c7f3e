'use client';
import Paperclip from 'lucide-react/icons/paperclip';
import { useRef } from 'react';
import { IconButton } from '../../_ui/icon-button';
import { texts } from '../../_ui/texts';

const kinds = '.txt,.md,.csv,.tsv,.json,.html,.xml,.log,.yaml,.yml,.pdf,.png,.jpg,.jpeg,.gif,.webp,text/*,image/*';

export function AttachButton({ onFiles }: { onFiles(files: Iterable<File>): void }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label={texts.attach.button} onClick={() => field.current?.click()}>
        <Paperclip size={16} />
      </IconButton>
      <input
        ref={field}
        type="file"
        multiple
        accept={kinds}
        tabIndex={-1}
        aria-label={texts.attach.button}
        className="sr-only"
        onChange={event => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
