'use client';
import { useCallback, useEffect, useState } from 'react';
import type { Integration } from '@/database/credentials';
import type { OpenSlot } from '@/engine/templates/open-slots';
import { Button } from '../../_ui/button';
import { cx } from '../../_ui/cx';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { fillSlots } from '../_actions/fill-slots';
import { readSlots } from '../_actions/read-slots';
import { type Key, KeySlot } from './key-slot';
import { SlotField } from './slot-field';

const words = texts.template;
const isKey = ({ kind }: OpenSlot) => kind === 'credential';
const keyOf = ({ nodeId, name }: OpenSlot) => `${nodeId} ${name}`;

interface Props {
  workflowId: string;
  /** Beside a workflow: one column, with a heading of its own. */
  narrow?: boolean;
}

/** What a template left to the person, and nothing else. Gone when there is nothing left. */
export function SlotsForm({ workflowId, narrow = false }: Props) {
  const [slots, setSlots] = useState<readonly OpenSlot[] | null>(null);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [known, setKnown] = useState<{ keys: readonly Key[]; integrations: readonly Integration[] } | null>(null);
  const [done, setDone] = useState(false);
  const [working, act] = useAction();

  const load = useCallback(async () => {
    const result = await readSlots({ workflowId }).catch(() => null);
    if (!result || !('value' in result)) return null;
    setSlots(result.value.slots);
    setKnown(result.value);
    return result.value.slots;
  }, [workflowId]);
  useEffect(() => void load(), [load]);

  if (!slots || (slots.length === 0 && !done)) return null;
  const keySlots = slots.filter(isKey);
  const wanted = slots.filter(slot => !isKey(slot) && !slot.optional);
  const others = slots.filter(slot => !isKey(slot) && slot.optional);
  const given = slots.flatMap(slot => {
    const value = values[keyOf(slot)]?.trim();
    return value ? [{ nodeId: slot.nodeId, name: slot.name, value }] : [];
  });
  const save = async () => {
    if (given.length === 0) return;
    const saved = await act(() => fillSlots({ workflowId, values: given }));
    if (!saved) return;
    setSlots(saved.value.slots);
    setValues({});
    setDone(saved.value.slots.every(({ optional }) => optional));
  };
  const bound = async () => {
    const left = await load();
    setDone(left?.every(({ optional }) => optional) ?? false);
  };
  const fields = cx('grid gap-3', !narrow && 'sm:grid-cols-2');
  const field = (slot: OpenSlot) => (
    <SlotField
      key={keyOf(slot)}
      slot={slot}
      value={values[keyOf(slot)] ?? ''}
      onChange={value => setValues({ ...values, [keyOf(slot)]: value })}
    />
  );

  return (
    <section aria-label={words.openTitle} className={cx('flex flex-col gap-3', !narrow && 'border-line border-t p-3')}>
      {narrow && <h3 className="font-medium">{words.openTitle}</h3>}
      {slots.some(({ optional }) => !optional) ? (
        <p>{words.openText}</p>
      ) : (
        done && <Notice tone="done">{words.filled}</Notice>
      )}
      {known &&
        keySlots.map(slot => (
          <KeySlot key={keyOf(slot)} {...{ workflowId, slot, ...known }} onBound={() => void bound()} />
        ))}
      <form action={save} className="flex flex-col gap-3 empty:hidden">
        {wanted.length > 0 && <div className={fields}>{wanted.map(field)}</div>}
        {others.length > 0 && (
          <details className="min-w-0">
            <summary className="cursor-pointer text-[13px] text-muted">{words.optional}</summary>
            <div className={cx(fields, 'pt-2')}>{others.map(field)}</div>
          </details>
        )}
        {(wanted.length > 0 || given.length > 0) && (
          <Button
            type="submit"
            kind={given.length > 0 ? 'main' : 'plain'}
            className="self-start"
            disabled={working || given.length === 0}
          >
            {words.fill}
          </Button>
        )}
      </form>
    </section>
  );
}
