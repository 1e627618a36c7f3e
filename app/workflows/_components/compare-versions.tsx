'use client';
import { useEffect, useState } from 'react';
import { DiagramView } from '../../_diagram/diagram-view';
import { valueText } from '../../_ui/item-text';
import { texts } from '../../_ui/texts';
import { type ComparedField, compareVersions } from '../_actions/compare-versions';
import type { WorkflowView } from './workflow-view';

const words = texts.workflow;
type Answer = Awaited<ReturnType<typeof compareVersions>>;

/** Any two versions side by side: what was added, changed and removed on the way from one to the other. */
export function CompareVersions({ view }: { view: WorkflowView }) {
  const [to, setTo] = useState(view.version);
  const [from, setFrom] = useState(Math.max(0, view.version - 1));
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let current = true;
    setAnswer(null);
    compareVersions({ workflowId: view.id, from, to }).then(
      next => current && setAnswer(next),
      () => current && setAnswer({ error: { code: 'offline', message: texts.error.offline } }),
    );
    return () => {
      current = false;
    };
  }, [view.id, from, to]);
  return (
    <section aria-label={words.compare} className="flex flex-col gap-3 border-line border-b p-4">
      <div className="flex items-center gap-2">
        <Choice label={words.compareFrom} view={view} value={from} onChoose={setFrom} />
        <Choice label={words.compareTo} view={view} value={to} onChoose={setTo} />
      </div>
      {!answer && <p className="text-muted">{texts.error.loading}</p>}
      {answer && 'error' in answer && <p className="text-state-failed">{answer.error.message}</p>}
      {answer && 'value' in answer && <Difference {...answer.value} label={words.compareLabel(from, to)} />}
    </section>
  );
}

interface ChoiceProps {
  label: string;
  view: WorkflowView;
  value: number;
  onChoose(version: number): void;
}

function Choice({ label, view, value, onChoose }: ChoiceProps) {
  const versions = [...view.versions.map(({ version, name }) => ({ version, name })), { version: 0, name: null }];
  return (
    <label className="flex min-w-0 items-center gap-2 text-[13px] text-muted">
      {label}
      <select
        value={value}
        onChange={event => onChoose(Number(event.target.value))}
        className="h-8 min-w-0 max-w-56 rounded-md border border-line-strong bg-surface px-2 text-text"
      >
        {versions.map(({ version, name }) => (
          <option key={version} value={version}>
            {version === 0 ? words.versionEmpty : words.versionNamed(version, name)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface DifferenceProps {
  summary: readonly string[];
  diagram: string;
  fields: readonly ComparedField[];
  label: string;
}

function Difference({ summary, diagram, fields, label }: DifferenceProps) {
  if (summary.length === 0) return <p className="text-muted">{words.compareSame}</p>;
  return (
    <>
      <div className="overflow-hidden rounded-md border border-line">
        <DiagramView text={diagram} label={label} />
      </div>
      <ul className="list-disc pl-5 text-[13px]">
        {summary.map(line => (
          <li key={line} className="break-words">
            {line}
          </li>
        ))}
      </ul>
      {fields.length > 0 && <FieldTable fields={fields} />}
    </>
  );
}

const FieldTable = ({ fields }: { fields: readonly ComparedField[] }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
  <section aria-label={words.compareFields} tabIndex={0} className="overflow-auto rounded-md border border-line">
    <table className="min-w-full border-collapse text-left font-mono text-[13px]">
      <thead className="bg-sunken">
        <tr>
          {[words.compareStep, words.compareField, words.compareBefore, words.compareAfter].map(title => (
            <th key={title} className="whitespace-nowrap border-line border-b px-2 py-1 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map(({ step, field, before, after }) => (
          <tr key={`${step} ${field}`} className="align-top">
            <td className="px-2 py-1">{step ?? words.compareWorkflow}</td>
            <td className="px-2 py-1">{field.replace(/^(params|options|settings)\./, '')}</td>
            <td className="max-w-72 break-words px-2 py-1 text-muted">{before === null ? '–' : valueText(before)}</td>
            <td className="max-w-72 break-words px-2 py-1">{after === null ? '–' : valueText(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
