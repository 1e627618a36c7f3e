'use client';
import { texts } from '../../_ui/texts';
import { AttachmentChip } from './attachment-chip';
import type { Draft } from './use-attachments';

/** What goes along with the message that is being written. */
export function DraftFiles({ files, onRemove }: { files: readonly Draft[]; onRemove(key: string): void }) {
  if (files.length === 0) return null;
  return (
    <ul aria-label={texts.attach.list} className="flex flex-wrap gap-1.5 px-1 pt-1">
      {files.map(({ key, name, mediaType, id, rows, size, state }) => (
        <li key={key} className="min-w-0">
          <AttachmentChip
            name={name}
            mediaType={mediaType}
            url={id && `/api/attachments/${id}`}
            note={noteOf({ state, rows, size })}
            onRemove={() => onRemove(key)}
          />
        </li>
      ))}
    </ul>
  );
}

function noteOf({ state, rows, size }: Pick<Draft, 'state' | 'rows' | 'size'>): string {
  if (state === 'loading') return texts.attach.loading;
  return rows === null ? texts.attach.size(size) : texts.attach.rows(rows);
}
