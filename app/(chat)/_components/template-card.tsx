'use client';
import Maximize from 'lucide-react/icons/maximize-2';
import Play from 'lucide-react/icons/play';
import { DiagramView } from '../../_diagram/diagram-view';
import { Button } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { texts } from '../../_ui/texts';
import { SlotsForm } from '../../templates/_components/slots-form';
import { useChatActions } from './chat-actions';
import { Findings } from './findings';
import type { ToolOutput } from './parts';
import { OneRun } from './run-card';

/** A workflow that was made from a template: what is left to fill in, how it looks, and its first test run. */
export function TemplateCard({ made, newest }: { made: ToolOutput<'useTemplate'>; newest: boolean }) {
  const { busy, send, mention, openWorkflow } = useChatActions();
  const { template, workflow, diagram, skipped, issues, open, run } = made;
  const statuses = run ? Object.fromEntries(run.nodes.map(({ key, status }) => [key, status])) : undefined;
  const sentences = [
    ...skipped.filter(({ code }) => code !== 'change.nothing').map(({ hint }) => hint),
    ...issues.filter(({ blocks }) => blocks === 'save' || blocks === 'run').map(({ message }) => message),
  ];
  return (
    <Card
      title={texts.template.made(template.name)}
      state="done"
      word={texts.change.saved}
      actions={
        <>
          {newest && run && (
            <Button
              kind={open.length > 0 ? 'plain' : 'main'}
              disabled={busy}
              onClick={() => send(texts.change.runMessage)}
            >
              <Play size={14} />
              {texts.change.run}
            </Button>
          )}
          <Button kind="quiet" onClick={() => openWorkflow(workflow.id)}>
            <Maximize size={14} />
            {texts.change.open}
          </Button>
        </>
      }
    >
      <Findings sentences={sentences} />
      <DiagramView text={diagram} label={texts.change.diagramOf(workflow.name)} statuses={statuses} onNode={mention} />
      {run && (
        <div className="border-line border-t">
          <OneRun run={run} folded={false} />
        </div>
      )}
      <SlotsForm workflowId={workflow.id} />
    </Card>
  );
}
