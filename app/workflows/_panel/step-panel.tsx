'use client';
import X from 'lucide-react/icons/x';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Change } from '@/engine/workflow/change';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';
import { useShortcut } from '../../_shell/use-shortcut';
import { IconButton } from '../../_ui/icon-button';
import { InlineText } from '../../_ui/inline-text';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { CredentialChoice } from './credential-choice';
import { NameFields } from './name-fields';
import { PanelProvider, type Writer } from './panel-context';
import { ParamsForm } from './params-form';
import { StepData } from './step-data';
import { StepOptions } from './step-options';
import { StepRuns } from './step-runs';
import { useStepEdits } from './use-step-edits';
import { useStepFacts } from './use-step-facts';

interface Props {
  workflowId: string;
  node: WorkflowNode;
  workflow: Workflow;
  /** A promise, where it resolves once the changes are saved. `seen`: the step as it was when typing began. */
  onChange(changes: Change[], seen: WorkflowNode | null): unknown;
  onClose(): void;
  readOnly?: boolean;
  /** Told when a run of this step is over. */
  onRan?(): void;
  /** What two people have set at once. */
  conflicts?: ReactNode;
}

const words = texts.step;

/** One step: what it is set to, what it is given and what it gives, and everything one can do with it alone. */
export function StepPanel({
  workflowId,
  node,
  workflow,
  onChange,
  onClose,
  readOnly = false,
  onRan,
  conflicts,
}: Props) {
  const writer = useRef<Writer | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  /** As the step was when the typing began that is not saved yet. */
  const seen = useRef<WorkflowNode | null>(null);
  const typing = () => {
    seen.current ??= node;
  };
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const pinned = workflow.nodes.map(({ options }) => options.pinned?.length ?? '-').join();
  const { facts, failure, reload, round } = useStepFacts({
    workflowId,
    nodeId: node.id,
    stamp: `${node.type} ${pinned}`,
  });
  const send = (changes: Change[]) => {
    const sent = Promise.resolve(onChange(changes, seen.current));
    seen.current = null;
    saving.current = Promise.allSettled([saving.current, sent]);
    return sent;
  };
  const edits = useStepEdits(node, send, reload);
  const isLocked = node.options.locked === true;
  const context = {
    ...{ workflowId, nodeId: node.id, writer, stamp: `${round} ${pinned}` },
    readOnly: readOnly || isLocked,
    scope: facts?.scope ?? null,
    issues: facts?.issues ?? [],
    valueAt: edits.valueAt,
    edit: edits.edit,
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step that is opened takes the focus once
  useEffect(() => heading.current?.focus({ preventScroll: true }), [node.id]);

  useShortcut('Escape', onClose); // from outside of the panel
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // what was typed is kept
    onClose();
  };
  const general = context.issues.filter(({ param }) => param === null);
  return (
    <PanelProvider value={context}>
      <section
        aria-label={node.label}
        onKeyDownCapture={typing}
        onInputCapture={typing}
        onBlur={() => {
          seen.current = null;
        }}
        onKeyDown={onKeyDown}
        className="@container fixed inset-0 z-30 flex flex-col border-line bg-surface text-sm sm:absolute sm:inset-y-0 sm:right-0 sm:left-auto sm:w-[min(100%,58rem)] sm:border-l sm:shadow-float"
      >
        <header className="flex shrink-0 items-start gap-2 border-line border-b px-4 py-2.5">
          <div className="min-w-0 flex-1">
            <h2 ref={heading} tabIndex={-1} className="break-words font-medium text-base outline-none">
              {node.label}
            </h2>
            <p className="text-[13px] text-muted">{facts ? `${facts.title} · ${facts.summary}` : node.type}</p>
          </div>
          <IconButton label={texts.close} keys="Esc" onClick={onClose}>
            <X size={16} />
          </IconButton>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto @2xl:flex @2xl:overflow-hidden">
          <div className="@container flex min-w-0 flex-col gap-5 p-4 @2xl:flex-1 @2xl:overflow-y-auto">
            <div className="sticky top-0 z-10 empty:hidden">{conflicts}</div>
            {failure && <Notice tone="failed">{failure}</Notice>}
            {isLocked && <Notice tone="plain">{words.lockedText}</Notice>}
            {general.map(({ message }) => (
              <Notice key={message} tone="waiting">
                <InlineText text={message} />
              </Notice>
            ))}
            {facts && (
              <>
                {!readOnly && (
                  <StepRuns
                    key={`runs ${node.id}`}
                    {...{ workflowId, nodeId: node.id, isTrigger: facts.isTrigger }}
                    settled={() => saving.current}
                    onRan={() => {
                      reload();
                      onRan?.();
                    }}
                  />
                )}
                {facts.credential && (
                  <CredentialChoice
                    {...{ node, send: edits.send, readOnly: context.readOnly }}
                    credential={facts.credential}
                  />
                )}
                <ParamsForm key={`settings ${node.id}`} fields={facts.fields} />
              </>
            )}
            <NameFields {...{ node, readOnly: context.readOnly, send: edits.send }} />
            <details className="min-w-0">
              <summary className="cursor-pointer font-medium text-[13px]">{words.options}</summary>
              <div className="pt-3">
                <StepOptions {...{ node, send: edits.send }} readOnly={context.readOnly} fixed={readOnly} />
              </div>
            </details>
          </div>
          <div className="min-w-0 border-line border-t p-4 @2xl:w-[20rem] @4xl:w-[24rem] @2xl:shrink-0 @2xl:overflow-y-auto @2xl:border-t-0 @2xl:border-l">
            {facts && <StepData {...{ facts, node, send: edits.send }} />}
          </div>
        </div>
      </section>
    </PanelProvider>
  );
}
