'use client';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Plus from 'lucide-react/icons/plus';
import Trash from 'lucide-react/icons/trash-2';
import { Button } from '../../_ui/button';
import { cx } from '../../_ui/cx';
import { IconButton } from '../../_ui/icon-button';
import { texts } from '../../_ui/texts';
import { type FormField, labelOf, newEntry } from './core/form-model';
import { ExpressionField } from './expression-field';
import { type ControlProps, FieldControl } from './field-control';
import { FieldRow } from './field-row';
import { type FieldPath, usePanelContext } from './panel-context';

const words = texts.step;

/** A list of entries: texts, names with values, conditions, or entries of any fields. */
export function ListField({ id, field, path, label }: ControlProps) {
  const { valueAt, edit, readOnly } = usePanelContext();
  const value = valueAt(path);
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  const replace = (next: readonly unknown[]) => edit(path, next.length === 0 && !field.required ? undefined : next);
  const lift = (index: number) => {
    const next = [...entries];
    next.splice(index - 1, 2, entries[index], entries[index - 1]);
    replace(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a column everywhere
    <div id={id} role="group" aria-label={label} className="flex min-w-0 flex-col gap-2">
      {entries.map((_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place and number
          key={`${entries.length} ${index}`}
          className={cx('flex min-w-0 items-start gap-1', !isFlat(field) && look)}
        >
          <Entry {...{ field, label }} path={[...path, index]} number={index + 1} />
          {!readOnly && (
            <div className="flex shrink-0">
              <IconButton label={words.up} disabled={index === 0} onClick={() => lift(index)} className="w-6!">
                <ArrowUp size={14} />
              </IconButton>
              <IconButton
                label={`${words.remove} ${index + 1}`}
                onClick={() => replace(entries.toSpliced(index, 1))}
                className="w-6!"
              >
                <Trash size={14} />
              </IconButton>
            </div>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button
          size="small"
          className="self-start"
          aria-label={`${words.add}: ${label}`}
          onClick={() => replace([...entries, 'fields' in field ? newEntry(field.fields) : ''])}
        >
          <Plus size={14} />
          {words.add}
        </Button>
      )}
    </div>
  );
}

const look = 'rounded-md border border-line p-2';
const isFlat = ({ kind }: FormField) => kind === 'texts' || kind === 'pairs';

interface EntryProps {
  field: FormField;
  path: FieldPath;
  label: string;
  number: number;
}

function Entry({ field, path, label, number }: EntryProps) {
  const { valueAt, edit } = usePanelContext();
  if (!('fields' in field)) {
    const value = valueAt(path);
    return (
      <ExpressionField
        id={path.join('.')}
        label={`${label} ${number}`}
        value={typeof value === 'string' ? value : ''}
        onCommit={text => edit(path, text)}
      />
    );
  }
  if (field.kind === 'list') {
    return (
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        {field.fields.map(inner => (
          <FieldRow key={inner.name} field={inner} path={[...path, inner.name]} />
        ))}
      </div>
    );
  }
  const row = field.kind === 'pairs' ? ['name', 'value'] : ['left', 'operator', 'right'];
  const shown = field.fields.filter(({ name }) => row.includes(name));
  const rest = field.fields.filter(({ name }) => !row.includes(name));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      <div
        className={cx(
          'grid min-w-0 gap-1',
          field.kind === 'pairs' ? 'grid-cols-[2fr_3fr]' : '@md:grid-cols-[3fr_2fr_3fr]',
        )}
      >
        {shown.map(inner => (
          <FieldControl
            key={inner.name}
            id={[...path, inner.name].join('.')}
            field={inner}
            path={[...path, inner.name]}
            label={`${label} ${number}: ${labelOf(inner.name)}`}
          />
        ))}
      </div>
      {rest.map(inner => (
        <FieldRow key={inner.name} field={inner} path={[...path, inner.name]} />
      ))}
      <EntryIssues path={path} />
    </div>
  );
}

/** What is wrong in a row that has no place of its own for it. */
function EntryIssues({ path }: { path: FieldPath }) {
  const { issues } = usePanelContext();
  const dotted = path.join('.');
  return issues
    .filter(({ param }) => param === dotted || param?.startsWith(`${dotted}.`))
    .map(({ message }) => (
      <p key={message} className="break-words text-[13px] text-state-failed">
        {message}
      </p>
    ));
}
