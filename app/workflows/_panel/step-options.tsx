'use client';
import { useId } from 'react';
import type { Change } from '@/engine/workflow/change';
import type { NodeOptions, WorkflowNode } from '@/engine/workflow/schema';
import { Label } from '../../_ui/field';
import { Select } from '../../_ui/select';
import { Switch } from '../../_ui/switch';
import { texts } from '../../_ui/texts';
import { DraftField } from './draft-field';

const words = texts.step;

interface Props {
  node: WorkflowNode;
  readOnly: boolean;
  /** The panel as a whole is for looking: not even unlocking is possible. */
  fixed: boolean;
  send(changes: Change[]): void;
}

/** What happens around the step: when it fails, how long it may take, whether it runs at all. */
export function StepOptions({ node, readOnly, fixed, send }: Props) {
  const { onError, retry, timeoutMs, disabled, locked } = node.options;
  const set = (options: NodeOptions) => send([{ type: 'update-node', node: node.id, options }]);
  const unset = (name: keyof NodeOptions) => send([{ type: 'update-node', node: node.id, unsetOptions: [name] }]);
  const setRetry = (change: { attempts?: number; delayMs?: number } | null) =>
    change === null ? unset('retry') : set({ retry: { attempts: 3, delayMs: 1000, ...retry, ...change } });
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Label text={words.onError}>
        <Select
          value={onError ?? 'stop'}
          disabled={readOnly}
          onChange={event =>
            event.target.value === 'stop'
              ? unset('onError')
              : set({ onError: event.target.value as 'continue' | 'route' })
          }
        >
          {Object.entries(words.onErrors).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Label>
      <div className="grid grid-cols-3 items-end gap-2">
        <NumberOption
          label={words.attempts}
          value={retry?.attempts}
          most={10}
          least={1}
          readOnly={readOnly}
          onSet={attempts => setRetry(attempts === null ? null : { attempts: Math.round(attempts) })}
        />
        <NumberOption
          label={words.delay}
          value={retry && retry.delayMs / 1000}
          least={0}
          most={3600}
          readOnly={readOnly}
          onSet={seconds => setRetry(seconds === null ? null : { delayMs: Math.round(seconds * 1000) })}
        />
        <NumberOption
          label={words.timeout}
          value={timeoutMs && timeoutMs / 1000}
          least={0.001}
          most={3600}
          readOnly={readOnly}
          onSet={seconds => (seconds === null ? unset('timeoutMs') : set({ timeoutMs: Math.round(seconds * 1000) }))}
        />
      </div>
      <Switch
        checked={disabled === true}
        disabled={readOnly}
        onCheckedChange={on => (on ? set({ disabled: true }) : unset('disabled'))}
      >
        {words.disabled}
      </Switch>
      <Switch
        checked={locked === true}
        disabled={fixed}
        onCheckedChange={on => (on ? set({ locked: true }) : unset('locked'))}
      >
        {words.locked}
      </Switch>
    </div>
  );
}

interface NumberProps {
  label: string;
  value: number | undefined;
  least: number;
  most: number;
  readOnly: boolean;
  onSet(value: number | null): void;
}

function NumberOption({ label, value, least, most, readOnly, onSet }: NumberProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1 text-[13px] text-muted">
      <label htmlFor={id}>{label}</label>
      <DraftField
        value={String(value ?? '')}
        id={id}
        type="number"
        min={least}
        max={most}
        step="any"
        disabled={readOnly}
        placeholder={words.usual}
        onCommit={text => onSet(text === '' ? null : Math.min(most, Math.max(least, Number(text))))}
      />
    </div>
  );
}
