'use client';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { ConfirmDialog } from '../../_ui/confirm-dialog';
import { Dialog } from '../../_ui/dialog';
import { Label, TextField } from '../../_ui/field';
import { texts } from '../../_ui/texts';
import type { Batch } from './use-batch';

const words = texts.home;

/** What can be done with the chosen workflows. */
export function BatchBar({ batch }: { batch: Batch }) {
  const [asking, setAsking] = useState<'tag' | 'delete' | null>(null);
  const { ids, working, run } = batch;
  const close = () => setAsking(null);
  return (
    <section
      aria-label={words.selected(ids.length)}
      className="sticky top-0 z-20 flex flex-wrap items-center gap-2 border-line border-b bg-raised px-4 py-2"
    >
      <span className="mr-2 font-medium">{words.selected(ids.length)}</span>
      <Button size="small" disabled={working} onClick={() => setAsking('tag')}>
        {words.tag}
      </Button>
      <Button size="small" disabled={working} onClick={() => run('on')}>
        {words.on}
      </Button>
      <Button size="small" disabled={working} onClick={() => run('off')}>
        {words.off}
      </Button>
      <Button size="small" disabled={working} onClick={() => run('rerun')}>
        {words.rerun}
      </Button>
      <Button size="small" disabled={working} onClick={() => batch.download()}>
        {words.export}
      </Button>
      <Button size="small" kind="danger" disabled={working} onClick={() => setAsking('delete')}>
        {words.delete}
      </Button>
      <Button size="small" kind="quiet" onClick={() => batch.all(false)}>
        {words.clear}
      </Button>
      {asking === 'tag' && <TagDialog batch={batch} onClose={close} />}
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={close}
        title={words.deleteTitle(ids.length)}
        description={words.deleteText}
        confirm={words.delete}
        onConfirm={() => run('delete')}
      />
    </section>
  );
}

function TagDialog({ batch, onClose }: { batch: Batch; onClose(): void }) {
  const [tag, setTag] = useState('');
  const send = (action: 'tag' | 'untag') => {
    if (!tag.trim()) return;
    onClose();
    void batch.run(action, tag.trim());
  };
  return (
    <Dialog open onOpenChange={onClose} title={words.tagTitle(batch.ids.length)}>
      <form action={() => send('tag')} className="flex flex-col gap-3">
        <Label text={words.tagLabel}>
          <TextField required maxLength={40} value={tag} onChange={event => setTag(event.target.value)} />
        </Label>
        <div className="flex justify-end gap-2">
          <Button onClick={() => send('untag')}>{words.removeTag}</Button>
          <Button type="submit" kind="main">
            {words.addTag}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
