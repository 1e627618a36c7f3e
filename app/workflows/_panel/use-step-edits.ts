'use client';
import { useEffect, useRef, useState } from 'react';
import type { Change } from '@/engine/workflow/change';
import { isEqual } from '@/engine/workflow/equal';
import type { WorkflowNode } from '@/engine/workflow/schema';
import { type Params, setAt, toChange, valueAt } from './core/edit-params';
import type { FieldPath } from './panel-context';

type OnChange = (changes: Change[]) => unknown;

/**
 * The settings as they stand on screen: what was edited here counts until it has been saved, everything else is as the
 * workflow says now, whoever changed it.
 */
export function useStepEdits(node: WorkflowNode, onChange: OnChange, onSaved: () => void) {
  const [unsaved, setUnsaved] = useState<Params>({});
  const shown = useRef<Params>(node.params);
  shown.current = withEdits(node.params, unsaved);

  // What the workflow says by now is nothing of our own any more.
  useEffect(() => {
    setUnsaved(now => {
      const left = Object.entries(now).filter(([name, value]) => !isEqual(value, node.params[name]));
      return left.length === Object.keys(now).length ? now : Object.fromEntries(left);
    });
  }, [node.params]);

  const send = async (changes: Change[]) => {
    await onChange(changes);
    onSaved();
  };
  return {
    params: shown.current,
    valueAt: (path: FieldPath) => valueAt(shown.current, path),
    async edit(path: FieldPath, value: unknown) {
      const next = setAt(shown.current, path, value) as Params;
      if (isEqual(next, shown.current)) return;
      shown.current = next;
      const name = String(path[0]);
      setUnsaved(now => ({ ...now, [name]: next[name] }));
      await send([toChange(node.id, next, path)]);
      setUnsaved(({ [name]: sent, ...others }) =>
        sent === undefined || isEqual(sent, next[name]) ? others : { ...others, [name]: sent },
      );
    },
    send,
  };
}

function withEdits(params: Params, unsaved: Params): Params {
  const all = Object.entries({ ...params, ...unsaved });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}
