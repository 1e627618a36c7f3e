'use client';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { DiagramView } from '../../_diagram/diagram-view';
import { Button } from '../../_ui/button';
import { Tabs } from '../../_ui/tabs';
import { texts } from '../../_ui/texts';
import { RunsTable } from '../../runs/_components/runs-table';
import { CanvasTab } from '../_canvas/canvas-tab';
import type { CanvasSnapshot } from '../_canvas/core/snapshot';
import { useChosen } from '../_panel/selection';
import { Overview } from './overview';
import { firstTab, isLarge, mostRuns, type WorkflowView } from './workflow-view';

/** What is not looked at first is loaded when it is. */
const StepDetails = dynamic(() => import('./step-details').then(module => module.StepDetails), { ssr: false });
const VersionsList = dynamic(() => import('./versions-list').then(module => module.VersionsList));

interface Props {
  view: WorkflowView;
  /** The overview stands beside the tabs already. */
  withOverview: boolean;
  onChanged(): void;
  end?: ReactNode;
  /** Which is looked at first; the diagram, or the canvas of a large workflow, unless told. */
  first?: string;
  /** Comes along where the canvas is looked at first. */
  snapshot?: CanvasSnapshot;
  onTab?(tab: string): void;
}

/** One workflow, seen as a diagram, as a canvas, through its runs and through its versions. */
export function WorkflowTabs({ view, withOverview, onChanged, end, first, snapshot, onTab }: Props) {
  const [tab, setTab] = useState(first ?? firstTab(view));
  const [step, setStep] = useState<string | null>(null);
  const [fresh, setFresh] = useState(snapshot); // what came with the page is good for the first look only
  useChosen(step ? [step] : []);
  const [newest, setNewest] = useState(view.version); // the canvas hears of versions that the page was not loaded with
  const { statuses } = view;
  const words = texts.workflow.tabs;
  const tabs = [
    {
      value: 'diagram',
      label: words.diagram,
      content: <Diagram view={view} onStep={setStep} />,
    },
    {
      value: 'canvas',
      label: words.canvas,
      content: (
        <CanvasTab
          key={view.id}
          workflowId={view.id}
          {...{ statuses, onChanged }}
          snapshot={fresh}
          onVersion={setNewest}
        />
      ),
    },
    {
      value: 'runs',
      label: words.runs,
      count: view.runs.length < mostRuns ? view.runs.length : `${mostRuns}+`,
      content: <RunsTable runs={view.runs} />,
    },
    {
      value: 'versions',
      label: words.versions,
      count: Math.max(view.version, newest),
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
        onValueChange={next => {
          setTab(next);
          setFresh(undefined);
          if (next === 'runs' || next === 'versions') onChanged(); // others may have made some meanwhile
          onTab?.(next);
        }}
        end={end}
      />
      {step && <StepDetails key={step} {...{ view, onChanged }} stepKey={step} onClose={() => setStep(null)} />}
    </div>
  );
}

function Diagram({ view, onStep }: { view: WorkflowView; onStep(key: string): void }) {
  const [anyway, setAnyway] = useState(false);
  const { diagram, name, stepCount, statuses } = view;
  if (stepCount === 0) return <p className="p-4 text-muted">{texts.workflow.empty}</p>;
  if (isLarge(view) && !anyway)
    return (
      <div className="flex flex-col items-start gap-2 p-4">
        <p>{texts.workflow.largeDiagram(stepCount)}</p>
        <Button size="small" onClick={() => setAnyway(true)}>
          {texts.workflow.drawAnyway}
        </Button>
      </div>
    );
  return <DiagramView fill text={diagram} label={texts.change.diagramOf(name)} statuses={statuses} onNode={onStep} />;
}
