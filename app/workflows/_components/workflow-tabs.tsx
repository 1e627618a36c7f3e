'use client';
import dynamic from 'next/dynamic';
import { type ReactNode, useMemo, useState } from 'react';
import type { NodeStatus } from '@/engine/run/node-execution';
import { DiagramView } from '../../_diagram/diagram-view';
import { Tabs } from '../../_ui/tabs';
import { texts } from '../../_ui/texts';
import { RunsTable } from '../../runs/_components/runs-table';
import { useChosen } from '../_panel/selection';
import { Overview } from './overview';
import { StepDetails } from './step-details';
import { VersionsList } from './versions-list';
import type { WorkflowView } from './workflow-view';

/** React Flow comes only when somebody looks at the canvas. */
const CanvasEditor = dynamic(() => import('../_canvas/canvas-editor').then(module => module.CanvasEditor), {
  ssr: false,
  loading: () => <p className="p-4 text-muted">{texts.canvas.loading}</p>,
});

interface Props {
  view: WorkflowView;
  /** The overview stands beside the tabs already. */
  withOverview: boolean;
  onChanged(): void;
  end?: ReactNode;
}

/** One workflow, seen as a diagram, as a canvas, through its runs and through its versions. */
export function WorkflowTabs({ view, withOverview, onChanged, end }: Props) {
  const [tab, setTab] = useState('diagram');
  const [step, setStep] = useState<string | null>(null);
  useChosen(step ? [step] : []);
  const statuses = useMemo(() => statusesOf(view), [view]);
  const words = texts.workflow.tabs;
  const empty = view.steps.length === 0;
  const nothing = <p className="p-4 text-muted">{texts.workflow.empty}</p>;
  const tabs = [
    {
      value: 'diagram',
      label: words.diagram,
      content: empty ? (
        nothing
      ) : (
        <DiagramView
          fill
          text={view.diagram}
          label={texts.change.diagramOf(view.name)}
          statuses={statuses}
          onNode={setStep}
        />
      ),
    },
    {
      value: 'canvas',
      label: words.canvas,
      content: <CanvasEditor workflowId={view.id} {...{ statuses, onChanged }} />,
    },
    { value: 'runs', label: words.runs, count: view.runs.length, content: <RunsTable runs={view.runs} /> },
    {
      value: 'versions',
      label: words.versions,
      count: view.versions.length,
      content: <VersionsList view={view} onChanged={onChanged} />,
    },
    ...(withOverview
      ? [
          {
            value: 'overview',
            label: words.overview,
            count: view.issues.length || undefined,
            content: <Overview view={view} />,
          },
        ]
      : []),
  ];
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <Tabs
        tabs={tabs}
        value={tabs.some(one => one.value === tab) ? tab : 'diagram'}
        onValueChange={setTab}
        end={end}
      />
      {step && <StepDetails key={step} {...{ view, onChanged }} stepKey={step} onClose={() => setStep(null)} />}
    </div>
  );
}

/** How the steps did last time, where that was this very version. */
function statusesOf({ lastRun, runs, version }: WorkflowView): Record<string, NodeStatus> {
  if (!lastRun || runs[0]?.version !== version) return {};
  return Object.fromEntries(Object.entries(lastRun.steps).map(([key, { status }]) => [key, status]));
}
