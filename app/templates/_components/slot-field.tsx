'use client';
import type { OpenSlot } from '@/engine/templates/open-slots';
import { Label, TextField } from '../../_ui/field';
import { texts } from '../../_ui/texts';

interface Props {
  slot: OpenSlot;
  value: string;
  onChange(value: string): void;
}

const words = texts.template;

/** One setting that is left to the person. The example stands in the empty field: it works, but it is not theirs. */
export function SlotField({ slot, value, onChange }: Props) {
  const example = slot.example === undefined || slot.example === null ? '' : String(slot.example);
  return (
    <Label text={slot.label}>
      <TextField
        value={value}
        placeholder={example && (slot.optional ? example : words.example(example))}
        title={slot.kind === 'schedule' ? words.scheduleHint : undefined}
        onChange={event => onChange(event.target.value)}
      />
      {slot.kind === 'schedule' && <span className="text-faint text-xs">{words.scheduleHint}</span>}
    </Label>
  );
}
