'use client';
import { readAny, showAny } from './core/edit-params';
import type { FormField } from './core/form-model';
import { ExpressionField } from './expression-field';
import { FieldRow } from './field-row';
import { FixedOrExpression } from './fixed-or-expression';
import { ListField } from './list-field';
import { type FieldPath, usePanelContext } from './panel-context';

export interface ControlProps {
  id: string;
  field: FormField;
  path: FieldPath;
  label: string;
  describedBy?: string;
}

/** The control that fits the kind of a setting. */
export function FieldControl({ id, field, path, label, describedBy }: ControlProps) {
  const { valueAt, edit } = usePanelContext();
  const value = valueAt(path);
  const hint = field.default === undefined ? undefined : String(showAny(field.default));
  const common = { id, label, describedBy, hint };
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return (
        <ExpressionField
          {...common}
          multiline={field.kind === 'long-text'}
          value={typeof value === 'string' ? value : showAny(value)}
          onCommit={text => edit(path, text === '' && !field.required ? undefined : text)}
        />
      );
    case 'any':
      return (
        <ExpressionField
          {...common}
          multiline={typeof value === 'object' && value !== null}
          value={showAny(value)}
          onCommit={text => edit(path, readAny(text))}
        />
      );
    case 'number':
    case 'choice':
    case 'switch':
      return <FixedOrExpression {...{ id, field, path, label, describedBy }} />;
    case 'group':
      return (
        <div className="flex min-w-0 flex-col gap-3 border-line border-l-2 pl-3">
          {field.fields.map(inner => (
            <FieldRow key={inner.name} field={inner} path={[...path, inner.name]} />
          ))}
        </div>
      );
    default:
      return <ListField {...{ id, field, path, label, describedBy }} />;
  }
}
