'use client';
import Maximize from 'lucide-react/icons/maximize-2';
import Play from 'lucide-react/icons/play';
import Undo from 'lucide-react/icons/undo-2';
import { useState } from 'react';
import { DiagramView } from '../../_diagram/diagram-view';
import { Button } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { InlineText } from '../../_ui/inline-text';
import { Notice } from '../../_ui/notice';
import { Switch } from '../../_ui/switch';
import { texts } from '../../_ui/texts';
import { useChatActions } from './chat-actions';
import { isFromNothing } from './is-from-nothing';
import { useLatestStatuses } from './latest-run';
import type { ToolOutput } from './parts';

/** The workflow after a change: what is different in words, and the diagram. */
export function ChangeCard({ change, newest }: { change: ToolOutput<'changeWorkflow'>; newest: boolean }) {
  const { busy, send, mention, openWorkflow } = useChatActions();
  const { version, activeVersion, summary, workflow, skipped, conflicts, issues } = change;
  const isFirst = isFromNothing(change.diff);
  const [changes, setChanges] = useState(!isFirst);
  const statuses = useLatestStatuses(workflow.id, version);
  const blocking = issues.filter(issue => issue.blocks !== 'none');

  return (
    <Card
      title={summary.length === 0 ? texts.change.nothing : texts.change.title(workflow.name, version)}
      state={summary.length === 0 ? 'refused' : 'done'}
      word={summary.length === 0 ? texts.change.unchanged : texts.change.saved}
      aside={
        summary.length > 0 && !isFirst ? (
          <Switch checked={changes} onCheckedChange={setChanges}>
            {texts.change.changes}
          </Switch>
        ) : null
      }
      actions={
        newest && summary.length > 0 ? (
          <>
            <Button kind="main" disabled={busy} onClick={() => send(texts.change.runMessage)}>
              <Play size={14} />
              {texts.change.run}
            </Button>
            <Button disabled={busy} onClick={() => send(texts.change.undoMessage)}>
              <Undo size={14} />
              {texts.change.undo}
            </Button>
            <Button kind="quiet" onClick={() => openWorkflow(workflow.id)}>
              <Maximize size={14} />
              {texts.change.open}
            </Button>
          </>
        ) : (
          <Button kind="quiet" size="small" onClick={() => openWorkflow(workflow.id)}>
            {texts.change.open}
          </Button>
        )
      }
    >
      {summary.length > 0 && <Summary lines={summary} folded={isFirst} />}
      {summary.length > 0 && (
        <DiagramView
          text={changes ? change.changesDiagram : change.diagram}
          label={texts.change.diagramOf(workflow.name)}
          statuses={changes ? undefined : statuses}
          onNode={mention}
        />
      )}
      <Findings
        sentences={[
          ...skipped.filter(({ code }) => code !== 'change.nothing').map(({ hint }) => hint),
          ...blocking.map(one => one.message),
          ...(newest ? texts.change.stillOn(activeVersion, version) : []),
        ]}
      />
      <Conflicts conflicts={conflicts} />
    </Card>
  );
}

/** What is different, one line each. Where everything is new the diagram says it better, and the list folds. */
function Summary({ lines, folded }: { lines: readonly string[]; folded: boolean }) {
  const open = folded ? [] : lines.slice(0, 6);
  const rest = lines.slice(open.length);
  return (
    <div className="px-3 pb-2 text-[13px] text-muted">
      {open.map(line => (
        <p key={line} className="break-words">
          {line}
        </p>
      ))}
      {rest.length > 0 && (
        <details>
          <summary className="cursor-pointer">
            {folded ? texts.change.all(rest.length) : texts.change.more(rest.length)}
          </summary>
          {rest.map(line => (
            <p key={line} className="break-words">
              {line}
            </p>
          ))}
        </details>
      )}
    </div>
  );
}

function Findings({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 border-line border-t p-3">
      {sentences.map(sentence => (
        <li key={sentence}>
          <Notice tone="waiting">
            <InlineText text={sentence} />
          </Notice>
        </li>
      ))}
    </ul>
  );
}

function Conflicts({ conflicts }: { conflicts: ToolOutput<'changeWorkflow'>['conflicts'] }) {
  return conflicts.map(({ node, field, theirs, yours }) => (
    <div key={`${node} ${field}`} className="px-3 pb-3">
      <Notice tone="waiting">
        <p>{texts.change.conflict(node, field)}</p>
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 font-mono text-[13px]">
          <dt className="text-muted">{texts.change.kept}</dt>
          <dd className="break-words">{JSON.stringify(theirs)}</dd>
          <dt className="text-muted">{texts.change.notTaken}</dt>
          <dd className="break-words">{JSON.stringify(yours)}</dd>
        </dl>
      </Notice>
    </div>
  ));
}
