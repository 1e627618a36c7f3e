'use client';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { Button } from '../../../_ui/button';
import { TextField } from '../../../_ui/field';
import { IconButton } from '../../../_ui/icon-button';
import { texts } from '../../../_ui/texts';
import type { ServiceField } from '../service-form';

const words = texts.service;
const most = 8;

interface Props {
  fields: readonly ServiceField[];
  onChange(fields: ServiceField[]): void;
}

/** The fields of a key, each a name and whether it is hidden once it is entered. */
export function FieldRows({ fields, onChange }: Props) {
  const change = (at: number, part: Partial<ServiceField>) =>
    onChange(fields.map((field, index) => (index === at ? { ...field, ...part } : field)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[13px] text-muted">{words.fields}</legend>
      {fields.map(({ name, label, secret }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a field that is new has no name yet
        <div key={`${name} ${index}`} className="flex items-center gap-2">
          <TextField
            required
            maxLength={60}
            aria-label={words.fieldOf(index + 1)}
            placeholder={words.field}
            value={label}
            onChange={event => change(index, { label: event.target.value })}
          />
          <label className="flex shrink-0 items-center gap-1.5 text-[13px]">
            <input
              type="checkbox"
              checked={secret}
              onChange={event => change(index, { secret: event.target.checked })}
              className="accent-accent"
            />
            {words.secret}
          </label>
          <IconButton
            label={words.removeField(label)}
            disabled={fields.length === 1}
            onClick={() => onChange(fields.filter((_field, at) => at !== index))}
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
      {fields.length < most && (
        <Button size="small" className="self-start" onClick={() => onChange([...fields, { label: '', secret: false }])}>
          <Plus size={14} />
          {words.addField}
        </Button>
      )}
    </fieldset>
  );
}
