'use client';
import { texts } from '../../_ui/texts';
import type { FormField } from './core/form-model';
import { FieldRow } from './field-row';

/** Every setting of a step, as its schema names them. */
export function ParamsForm({ fields }: { fields: readonly FormField[] }) {
  if (fields.length === 0) return <p className="text-muted">{texts.step.noSettings}</p>;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {fields.map(field => (
        <FieldRow key={field.name} field={field} path={[field.name]} />
      ))}
    </div>
  );
}
