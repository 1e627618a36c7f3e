'use client';
import Link from 'next/link';
import type { OpenSlot } from '@/engine/templates/open-slots';
import { Label, TextField } from '../../_ui/field';
import { texts } from '../../_ui/texts';

export interface Key {
  id: string;
  name: string;
  integration: string;
}

interface Props {
  slot: OpenSlot;
  value: string;
  onChange(value: string): void;
  keys: readonly Key[];
}

const words = texts.template;

/** One setting that is left to the person. The example stands in the empty field: it works, but it is not theirs. */
export function SlotField({ slot, value, onChange, keys }: Props) {
  if (slot.kind === 'credential') return <KeyField {...{ slot, value, onChange, keys }} />;
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

/** The keys the person has; what is in them is never seen here. */
function KeyField({ slot, value, onChange, keys }: Props) {
  const fitting = keys.filter(({ integration }) => !slot.integrations || slot.integrations.includes(integration));
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {fitting.length > 0 ? (
        <Label text={slot.label}>
          <select
            value={value}
            onChange={event => onChange(event.target.value)}
            className="h-8 min-w-0 rounded-md border border-line-strong bg-surface px-2 text-text"
          >
            <option value="">{words.chooseKey}</option>
            {fitting.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Label>
      ) : (
        <>
          <span className="text-[13px] text-muted">{slot.label}</span>
          <span className="flex h-8 items-center gap-2">
            {words.noKey}
            <Link href="/settings/credentials" className="underline underline-offset-2">
              {words.addKey}
            </Link>
          </span>
        </>
      )}
    </div>
  );
}
