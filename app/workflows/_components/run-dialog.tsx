'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Item } from '@/engine/workflow/schema';
import { Button } from '../../_ui/button';
import { Dialog } from '../../_ui/dialog';
import { Label, TextArea } from '../../_ui/field';
import { Form } from '../../_ui/form';
import { Notice } from '../../_ui/notice';
import { Switch } from '../../_ui/switch';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { startRun } from '../_actions/start-run';
import { Effects } from './effects';
import { parseItems } from './parse-items';
import type { WorkflowView } from './workflow-view';

interface Props {
  view: WorkflowView;
  /** An item that each trigger could give, by node id: what the field starts with. */
  examples: Readonly<Record<string, readonly Item[]>>;
  onClose(): void;
}

const words = texts.workflow;

/** Runs with one's own input, as a test or for real; for real only after the exact effects were seen. */
export function RunDialog({ view, examples, onClose }: Props) {
  const router = useRouter();
  const [working, act] = useAction();
  const { triggers } = view;
  const [triggerId, setTriggerId] = useState(triggers[0]?.nodeId ?? '');
  const [text, setText] = useState(() => exampleText(examples, triggerId));
  const [live, setLive] = useState(false);
  const [effects, setEffects] = useState<readonly string[]>([]);
  const parsed = parseItems(text);

  const run = async (items: readonly Item[]) => {
    const confirmed = effects.length > 0;
    const mode = live ? ('live' as const) : ('verify' as const);
    const request = { workflowId: view.id, triggerNodeId: triggerId, items: [...items], mode, confirmed };
    const done = await act(() => startRun(request));
    if (!done) return;
    if (done.value.executionId) router.push(`/runs/${done.value.executionId}`);
    else setEffects(done.value.effects);
  };
  const switchLive = (next: boolean) => {
    setLive(next);
    setEffects([]);
  };
  const choose = (nodeId: string) => {
    setTriggerId(nodeId);
    setText(exampleText(examples, nodeId));
    setEffects([]);
  };

  return (
    <Dialog open onOpenChange={open => !open && onClose()} title={words.runOwn} description={words.inputHint}>
      <Form onSend={() => void ('items' in parsed && run(parsed.items))}>
        {triggers.length > 1 && (
          <Label text={words.from}>
            <select
              value={triggerId}
              onChange={event => choose(event.target.value)}
              className="h-8 rounded-md border border-line-strong bg-surface px-2 text-text"
            >
              {triggers.map(({ nodeId, label }) => (
                <option key={nodeId} value={nodeId}>
                  {label}
                </option>
              ))}
            </select>
          </Label>
        )}
        <Label text={words.inputLabel}>
          <TextArea
            rows={10}
            spellCheck={false}
            value={text}
            onChange={event => {
              setText(event.target.value);
              setEffects([]);
            }}
          />
        </Label>
        {'error' in parsed && <Notice tone="failed">{words.inputInvalid(parsed.error)}</Notice>}
        <Switch checked={live} onCheckedChange={switchLive}>
          {words.live}
        </Switch>
        {effects.length > 0 && <Effects title={words.liveTitle} effects={effects} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} keys="Esc">
            {texts.cancel}
          </Button>
          <Button type="submit" kind="main" disabled={working || 'error' in parsed}>
            {live ? words.runLive : words.runTest}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

const exampleText = (examples: Props['examples'], triggerId: string) =>
  JSON.stringify(examples[triggerId]?.[0] ?? {}, null, 2);
