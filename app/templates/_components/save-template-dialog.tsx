'use client';
import { useEffect, useState } from 'react';
import type { ProposedSlot } from '@/engine/templates/propose-slots';
import { Button } from '../../_ui/button';
import { Dialog } from '../../_ui/dialog';
import { Label, TextArea, TextField } from '../../_ui/field';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';
import { useAction } from '../../_ui/use-action';
import { proposeTemplate } from '../_actions/propose-template';
import { saveTemplate } from '../_actions/save-template';

const words = texts.template;

interface Props {
  workflow: { id: string; name: string };
  onClose(): void;
}

/** Shows what would be left open before anything is saved; each may be kept as it is, but for secrets. */
export function SaveTemplateDialog({ workflow, onClose }: Props) {
  const [working, act] = useAction();
  const [name, setName] = useState(workflow.name);
  const [description, setDescription] = useState('');
  const [category, setCategory] = useState<string>(words.categoryDefault);
  const [slots, setSlots] = useState<readonly ProposedSlot[] | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    void proposeTemplate({ workflowId: workflow.id })
      .then(result => {
        if ('error' in result) return notify(result.error.message);
        setSlots(result.value.slots);
        setDescription(result.value.description);
      })
      .catch(() => notify(texts.error.offline));
  }, [workflow.id]);

  const toggle = (slot: string) =>
    setLeft(before => new Set(before.has(slot) ? [...before].filter(each => each !== slot) : [...before, slot]));
  const save = async () => {
    const kept = (slots ?? []).filter(slot => !left.has(slot.name)).map(slot => slot.name);
    const saved = await act(() => saveTemplate({ workflowId: workflow.id, name, description, category, slots: kept }));
    if (!saved) return;
    notify(words.saved(name));
    onClose();
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words.saveTitle}
      description={slots?.length === 0 ? words.saveNoSlots : words.saveText}
    >
      <form action={save} className="flex flex-col gap-3">
        <ul className="flex flex-col gap-1 empty:hidden">
          {(slots ?? []).map(slot => (
            <li key={slot.name}>
              <Proposed slot={slot} kept={!left.has(slot.name)} onToggle={() => toggle(slot.name)} />
            </li>
          ))}
        </ul>
        <Label text={words.name}>
          <TextField required maxLength={120} value={name} onChange={event => setName(event.target.value)} />
        </Label>
        <Label text={words.description}>
          <TextArea
            rows={2}
            maxLength={2000}
            value={description}
            onChange={event => setDescription(event.target.value)}
            className="min-h-16 font-sans text-sm"
          />
        </Label>
        <Label text={words.category}>
          <TextField required maxLength={60} value={category} onChange={event => setCategory(event.target.value)} />
        </Label>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} keys="Esc">
            {texts.cancel}
          </Button>
          <Button type="submit" kind="main" disabled={working || slots === null}>
            {texts.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Proposed({ slot, kept, onToggle }: { slot: ProposedSlot; kept: boolean; onToggle(): void }) {
  return (
    <label className="flex items-baseline gap-2">
      <input
        type="checkbox"
        checked={kept || slot.secret}
        disabled={slot.secret}
        onChange={onToggle}
        className="translate-y-0.5 accent-accent"
      />
      <span className="min-w-0 flex-1">
        <span className="break-words">{slot.label}</span>
        <span className="block truncate font-mono text-[13px] text-muted">
          {slot.secret ? words.always : slot.kind === 'credential' ? words.kinds.credential : String(slot.example)}
        </span>
      </span>
    </label>
  );
}
