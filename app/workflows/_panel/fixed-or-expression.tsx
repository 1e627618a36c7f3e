'use client';
import Braces from 'lucide-react/icons/braces';
import ListChecks from 'lucide-react/icons/list-checks';
import { useState } from 'react';
import { IconButton } from '../../_ui/icon-button';
import { valueText } from '../../_ui/item-text';
import { Select } from '../../_ui/select';
import { Switch } from '../../_ui/switch';
import { texts } from '../../_ui/texts';
import { isExpression, readAny, showAny } from './core/edit-params';
import { DraftField } from './draft-field';
import { ExpressionField } from './expression-field';
import type { ControlProps } from './field-control';
import { usePanelContext } from './panel-context';

const words = texts.step;

/** A number, a choice or a switch; or an expression that gives one. */
export function FixedOrExpression(props: ControlProps) {
  const { id, path, label, describedBy } = props;
  const { valueAt, edit, readOnly } = usePanelContext();
  const value = valueAt(path);
  const [asked, setAsked] = useState(false);
  const asExpression = asked || isExpression(value);
  const swap = () => {
    if (asExpression && isExpression(value)) edit(path, undefined);
    setAsked(!asExpression);
  };
  return (
    <div className="flex min-w-0 items-start gap-1">
      {asExpression ? (
        <ExpressionField
          {...{ id, label, describedBy }}
          hint="{{ item. }}"
          value={showAny(value)}
          onCommit={text => edit(path, readAny(text))}
        />
      ) : (
        <Fixed {...props} value={value} />
      )}
      {!readOnly && (
        <IconButton
          label={asExpression ? words.fixed : words.expression}
          aria-pressed={asExpression}
          onClick={swap}
          className="ml-auto"
        >
          {asExpression ? <ListChecks size={14} /> : <Braces size={14} />}
        </IconButton>
      )}
    </div>
  );
}

function Fixed({ id, field, path, label, describedBy, value }: ControlProps & { value: unknown }) {
  const { edit, readOnly } = usePanelContext();
  if (field.kind === 'switch') {
    const checked = (value ?? field.default) === true;
    return (
      <div className="flex h-8 min-w-0 flex-1 items-center">
        <Switch checked={checked} disabled={readOnly} onCheckedChange={next => edit(path, next)}>
          <span className="sr-only">{label}</span>
        </Switch>
      </div>
    );
  }
  if (field.kind === 'choice') {
    const shown = value === undefined ? field.default : value;
    return (
      <Select
        id={id}
        aria-describedby={describedBy}
        disabled={readOnly}
        value={shown === undefined ? '' : valueText(shown)}
        onChange={event => edit(path, event.target.value === '' ? undefined : event.target.value)}
      >
        {(shown === undefined || !field.required) && (
          <option value="">{field.default === undefined ? words.notSet : ''}</option>
        )}
        {field.choices.map(choice => (
          <option key={choice} value={choice}>
            {choice.replaceAll('_', ' ')}
          </option>
        ))}
      </Select>
    );
  }
  if (field.kind !== 'number') return null;
  return (
    <DraftField
      value={valueText(value)}
      id={id}
      type="number"
      aria-describedby={describedBy}
      disabled={readOnly}
      min={field.minimum ?? undefined}
      max={field.maximum ?? undefined}
      step="any"
      placeholder={valueText(field.default)}
      onCommit={text => edit(path, text === '' ? undefined : Number(text))}
    />
  );
}
