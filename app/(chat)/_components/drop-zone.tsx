'use client';
import { type DragEvent, type ReactNode, useState } from 'react';
import { texts } from '../../_ui/texts';

/** Takes files that are dropped anywhere on what it holds. */
export function DropZone({ onFiles, children }: { onFiles(files: Iterable<File>): void; children: ReactNode }) {
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way beside the button, for whoever has a mouse
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      onDragOver={event => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={event => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-40 flex items-center justify-center rounded-xl border-2 border-accent border-dashed bg-surface/90 font-medium">
          {texts.attach.drop}
        </div>
      )}
    </div>
  );
}
