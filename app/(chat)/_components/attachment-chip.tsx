'use client';
import FileSpreadsheet from 'lucide-react/icons/file-spreadsheet';
import FileText from 'lucide-react/icons/file-text';
import X from 'lucide-react/icons/x';
import { texts } from '../../_ui/texts';

interface Props {
  name: string;
  mediaType: string;
  /** Its address, once there is one: an image shows itself. */
  url: string | null;
  note?: string;
  onRemove?(): void;
}

/** One file, small: what it is called and what is in it. */
export function AttachmentChip({ name, mediaType, url, note, onRemove }: Props) {
  const Icon = mediaType.includes('csv') || mediaType.includes('tab-separated') ? FileSpreadsheet : FileText;
  return (
    <span className="inline-flex h-9 max-w-64 items-center gap-2 rounded-md border border-line bg-surface pr-2 pl-1 text-[13px]">
      {mediaType.startsWith('image/') && url ? (
        // biome-ignore lint/performance/noImgElement: a private file of the person's, as small as it is shown
        <img src={url} alt="" className="size-7 rounded object-cover" />
      ) : (
        <span className="flex size-7 items-center justify-center text-muted">
          <Icon size={16} aria-hidden />
        </span>
      )}
      <span className="truncate" title={name}>
        {name}
      </span>
      {note && <span className="shrink-0 text-faint">{note}</span>}
      {onRemove && (
        <button
          type="button"
          aria-label={texts.attach.remove(name)}
          onClick={onRemove}
          className="shrink-0 rounded text-faint hover:text-text"
        >
          <X size={14} />
        </button>
      )}
    </span>
  );
}
