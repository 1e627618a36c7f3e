'use client';
import { useId } from 'react';
import { InlineText } from '../../_ui/inline-text';
import { valueText } from '../../_ui/item-text';
import { texts } from '../../_ui/texts';
import { type FormField, labelOf } from './core/form-model';
import { FieldControl } from './field-control';
import { type FieldPath, usePanelContext } from './panel-context';

/** One setting: its name, its control, what it is for, and what is wrong with it. */
export function FieldRow({ field, path }: { field: FormField; path: FieldPath }) {
  const id = useId();
  const { issues } = usePanelContext();
  const dotted = path.join('.');
  // An issue deeper inside is shown there, unless the control has no place for it.
  const isLeaf = !('fields' in field) && field.kind !== 'texts';
  const own = issues.filter(({ param }) => param === dotted || (isLeaf && param?.startsWith(`${dotted}.`)));
  const given = field.default === undefined || valueText(field.default) === '[]' ? '' : valueText(field.default);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex min-w-0 items-baseline gap-2 text-[13px]">
        <label htmlFor={id} className="min-w-0 break-words font-medium">
          {labelOf(field.name)}
        </label>
        {field.required && <span className="text-faint">{texts.step.required}</span>}
      </div>
      <FieldControl {...{ id, field, path }} label={labelOf(field.name)} describedBy={`${id}-about`} />
      <div id={`${id}-about`} className="flex flex-col gap-0.5 text-[13px] empty:hidden">
        {own.map(({ message }) => (
          <p key={message} className="break-words text-state-failed">
            <InlineText text={message} />
          </p>
        ))}
        {(field.description || given) && (
          <p className="text-muted">
            {field.description}
            {given && (
              <span className="text-faint">
                {field.description && '. '}
                {texts.step.byDefault(given)}
              </span>
            )}
          </p>
        )}
      </div>
    </div>
  );
}
