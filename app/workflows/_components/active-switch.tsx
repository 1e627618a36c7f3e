'use client';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { Dialog } from '../../_ui/dialog';
import { Switch } from '../../_ui/switch';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';
import { useAction } from '../../_ui/use-action';
import { setActive } from '../_actions/set-active';
import type { WorkflowView } from './workflow-view';

/** On and off. Switching on allows what it lists, so where it lists something it is shown first. */
export function ActiveSwitch({ view }: { view: WorkflowView }) {
  const [working, act] = useAction();
  const [asking, setAsking] = useState(false);

  const change = async (active: boolean) => {
    setAsking(false);
    const done = await act(() => setActive({ workflowId: view.id, active }));
    for (const problem of done?.value.problems ?? []) notify(problem);
  };

  return (
    <>
      <Switch
        checked={view.isActive}
        disabled={working}
        onCheckedChange={next => (next && view.effects.length > 0 ? setAsking(true) : change(next))}
      >
        {texts.workflow.switchLabel}
      </Switch>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={texts.workflow.switchOnTitle(view.name)}
        description={texts.approval.switchOn.text}
      >
        <ul className="list-disc pl-5">
          {view.effects.map(effect => (
            <li key={effect} className="break-words">
              {effect}
            </li>
          ))}
        </ul>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)} keys="Esc">
            {texts.approval.no}
          </Button>
          <Button kind="main" onClick={() => change(true)}>
            {texts.approval.switchOn.yes}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
