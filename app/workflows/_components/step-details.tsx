'use client';
import X from 'lucide-react/icons/x';
import { useShortcut } from '../../_shell/use-shortcut';
import { Fields } from '../../_ui/fields';
import { IconButton } from '../../_ui/icon-button';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { RecordView } from '../../runs/_components/record-view';
import type { WorkflowView } from './workflow-view';

interface Props {
  view: WorkflowView;
  stepKey: string;
  onClose(): void;
}

/** One step: what it is set to, what is wrong with it, what it was given and gave last time. */
export function StepDetails({ view, stepKey, onClose }: Props) {
  useShortcut('Escape', onClose);
  const step = view.steps.find(({ key }) => key === stepKey);
  if (!step) return null;
  const issues = view.issues.filter(issue => issue.nodeKey === stepKey);
  const record = view.lastRun?.steps[stepKey];
  const options = Object.entries(step.options).filter(([, value]) => value !== undefined);
  return (
    <section
      aria-label={step.label}
      className="absolute inset-y-0 right-0 z-10 flex w-full flex-col gap-4 overflow-y-auto border-line border-l bg-surface p-4 sm:w-96"
    >
      <header className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="break-words font-medium text-base">{step.label}</h2>
          <p className="text-[13px] text-muted">
            {step.title} · <code className="font-mono">{step.key}</code>
          </p>
        </div>
        <IconButton label={texts.close} keys="Esc" onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      {step.detail && <p className="break-words">{step.detail}</p>}
      {issues.map(({ message }) => (
        <Notice key={message} tone="waiting">
          {message}
        </Notice>
      ))}
      <div className="flex flex-col gap-1">
        <h3 className="text-[13px] text-muted">{texts.workflow.settings}</h3>
        {Object.keys(step.params).length > 0 ? (
          <Fields value={step.params} />
        ) : (
          <p className="text-muted">{texts.workflow.noSettings}</p>
        )}
        {options.length > 0 && <Fields value={step.options} />}
      </div>
      <div className="flex flex-col gap-2">
        <h3 className="text-[13px] text-muted">{texts.workflow.lastTime}</h3>
        {record ? <RecordView record={record} /> : <p className="text-muted">{texts.workflow.neverRan}</p>}
      </div>
    </section>
  );
}
