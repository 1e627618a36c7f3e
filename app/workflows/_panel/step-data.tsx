'use client';
import Pin from 'lucide-react/icons/pin';
import PinOff from 'lucide-react/icons/pin-off';
import type { Change } from '@/engine/workflow/change';
import { formatPath } from '@/engine/workflow/path';
import type { Item, WorkflowNode } from '@/engine/workflow/schema';
import { Button } from '../../_ui/button';
import { InlineText } from '../../_ui/inline-text';
import { ItemsView } from '../../_ui/items-view';
import { Notice } from '../../_ui/notice';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { Duration } from '../../_ui/time';
import { durationBetween } from '../../_ui/time-text';
import { notify } from '../../_ui/toast';
import { usePanelContext } from './panel-context';
import type { StepFacts } from './step-facts';

const words = texts.step;

interface Props {
  facts: StepFacts;
  node: WorkflowNode;
  send(changes: Change[]): void;
}

/** What arrives at the step and what it gave last time; a field of what arrives is written where the cursor was. */
export function StepData({ facts, node, send }: Props) {
  const { writer } = usePanelContext();
  const { input, last } = facts;
  const write = (segments: readonly (string | number)[]) => {
    const path = formatPath(['item', ...segments]);
    if (writer.current) return writer.current.insert(path);
    void navigator.clipboard?.writeText(`{{ ${path} }}`).then(() => notify(words.inserted(path)));
  };
  return (
    <div className="flex min-w-0 flex-col gap-5">
      {!facts.isTrigger && (
        <section className="flex min-w-0 flex-col gap-1" aria-label={words.input}>
          <h3 className="font-medium text-[13px]">{words.input}</h3>
          {input ? (
            <>
              <p className="text-[13px] text-faint">{words.insertHint}</p>
              <ItemsView items={input.items as readonly Item[]} total={input.total} onPath={write} />
            </>
          ) : (
            <p className="text-muted">{words.noInput}</p>
          )}
        </section>
      )}
      <PinnedOutput node={node} send={send} />
      {last ? <Output facts={facts} node={node} send={send} /> : <p className="text-muted">{words.noOutput}</p>}
    </div>
  );
}

function PinnedOutput({ node, send }: Omit<Props, 'facts'>) {
  const { readOnly } = usePanelContext();
  const { pinned } = node.options;
  if (!pinned) return null;
  return (
    <section className="flex min-w-0 flex-col gap-2" aria-label={words.pinned}>
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-medium text-[13px]">{words.pinned}</h3>
        {!readOnly && (
          <Button size="small" onClick={() => send([{ type: 'update-node', node: node.id, unsetOptions: ['pinned'] }])}>
            <PinOff size={14} />
            {words.unpin}
          </Button>
        )}
      </div>
      <p className="text-[13px] text-muted">{words.pinnedText}</p>
      <ItemsView items={pinned} />
    </section>
  );
}

function Output({ facts, node, send }: Props) {
  const { readOnly } = usePanelContext();
  const { record } = facts.last!;
  const ports = Object.entries(record.outputs);
  const [first] = ports;
  return (
    <section className="flex min-w-0 flex-col gap-3" aria-label={words.output}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px]">
        <h3 className="font-medium">{words.output}</h3>
        <StateSign
          state={record.status}
          word={record.simulated && record.status === 'succeeded' ? texts.run.simulated : undefined}
        />
        <Duration ms={durationBetween(record.startedAt, record.finishedAt)} />
      </div>
      {record.error && (
        <Notice tone="failed">
          <InlineText text={record.error.message} />
        </Notice>
      )}
      {ports.map(([port, items]) => (
        <div key={port} className="flex min-w-0 flex-col gap-1">
          {ports.length > 1 && <h4 className="text-[13px] text-muted">{words.outputOf(port)}</h4>}
          <ItemsView items={items} total={record.outputTotals[port]} />
        </div>
      ))}
      {!readOnly && !facts.isTrigger && first && first[1].length > 0 && (
        <Button
          size="small"
          className="self-start"
          onClick={() => send([{ type: 'update-node', node: node.id, options: { pinned: [...first[1]] } }])}
        >
          <Pin size={14} />
          {(record.outputTotals[first[0]] ?? 0) > first[1].length ? words.pinFirst(first[1].length) : words.pin}
        </Button>
      )}
    </section>
  );
}
