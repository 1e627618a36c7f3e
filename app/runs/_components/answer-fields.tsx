'use client';
import type { FormField } from '@/engine/nodes/form-fields';
import type { Item } from '@/engine/workflow/schema';
import { Label, TextArea, TextField } from '../../_ui/field';
import { Select } from '../../_ui/select';
import { texts } from '../../_ui/texts';

interface Props {
  fields: readonly FormField[];
  values: Readonly<Item>;
  onChange(name: string, value: Item[string]): void;
}

const types: Record<string, string> = { email: 'email', phone: 'tel', date: 'date', address: 'url' };

/** What is to be filled in with an answer. The server checks it; this only helps. */
export function AnswerFields({ fields, values, onChange }: Props) {
  return (
    <div className="flex max-w-[60ch] flex-col gap-3">
      {fields.map(field => (
        <div key={field.name} className="flex min-w-0 flex-col gap-1">
          <OneField field={field} value={values[field.name]} onChange={value => onChange(field.name, value)} />
          {field.help && <p className="text-[13px] text-muted">{field.help}</p>}
        </div>
      ))}
    </div>
  );
}

interface FieldProps {
  field: FormField;
  value: Item[string] | undefined;
  onChange(value: Item[string]): void;
}

function OneField({ field, value, onChange }: FieldProps) {
  const label = `${field.label}${field.required ? '' : ` ${texts.form.optional}`}`;
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'paragraph':
      return (
        <Label text={label}>
          <TextArea value={text} onChange={event => onChange(event.target.value)} />
        </Label>
      );
    case 'yes-no':
      return <Tick label={label} checked={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <Label text={label}>
          <Select value={text} onChange={event => onChange(event.target.value)}>
            <option value="">{texts.form.choose}</option>
            {field.choices.map(choice => (
              <option key={choice}>{choice}</option>
            ))}
          </Select>
        </Label>
      );
    case 'choices': {
      const chosen = Array.isArray(value) ? value : [];
      const toggle = (choice: string, on: boolean) =>
        onChange(field.choices.filter(each => (each === choice ? on : chosen.includes(each))));
      return (
        <fieldset className="flex min-w-0 flex-col gap-1">
          <legend className="pb-1 text-[13px] text-muted">{label}</legend>
          {field.choices.map(choice => (
            <Tick key={choice} label={choice} checked={chosen.includes(choice)} onChange={on => toggle(choice, on)} />
          ))}
        </fieldset>
      );
    }
    default:
      return (
        <Label text={label}>
          <TextField
            type={types[field.type] ?? 'text'}
            inputMode={field.type === 'number' ? 'decimal' : undefined}
            value={text}
            onChange={event => onChange(event.target.value)}
          />
        </Label>
      );
  }
}

const Tick = (props: { label: string; checked: boolean; onChange(checked: boolean): void }) => (
  <label className="flex min-h-7 items-center gap-2 break-words">
    <input
      type="checkbox"
      checked={props.checked}
      onChange={event => props.onChange(event.target.checked)}
      className="size-4 shrink-0 accent-accent"
    />
    {props.label}
  </label>
);
