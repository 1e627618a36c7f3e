'use client';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { Time } from '../../_ui/time';
import { useAction } from '../../_ui/use-action';
import { restoreVersion } from '../_actions/restore-version';
import { VersionChanges } from './version-changes';
import type { WorkflowView } from './workflow-view';

interface Props {
  view: WorkflowView;
  /** After a version was brought back. */
  onChanged(): void;
}

/** Every saved state, newest first: who made it, what it changed, and the way back to it. */
export function VersionsList({ view, onChanged }: Props) {
  const [working, act] = useAction();
  const [open, setOpen] = useState<number | null>(null);
  const restore = async (version: number) => {
    if (await act(() => restoreVersion({ workflowId: view.id, version }))) onChanged();
  };
  return (
    <ol className="flex flex-col divide-y divide-line">
      {view.versions.map(({ version, author, summary, createdAt, restores }) => (
        <li key={version} className="flex flex-col gap-2 px-4 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium font-mono">{version}</span>
            <span className="text-[13px] text-muted">
              {texts.workflow.authors[author] ?? author} · <Time at={createdAt} />
              {restores !== null && ` · ${texts.workflow.restored(restores)}`}
            </span>
            <span className="ml-auto flex gap-1">
              <Button
                kind="quiet"
                size="small"
                aria-expanded={open === version}
                onClick={() => setOpen(open === version ? null : version)}
              >
                {texts.workflow.whatChanged}
              </Button>
              {version !== view.version && (
                <Button size="small" disabled={working} onClick={() => restore(version)}>
                  {texts.workflow.restore}
                </Button>
              )}
            </span>
          </div>
          <p className="line-clamp-3 whitespace-pre-line break-words text-[13px] text-muted" title={summary}>
            {summary}
          </p>
          {open === version && <VersionChanges workflowId={view.id} version={version} />}
        </li>
      ))}
      {view.versions.length === 0 && <li className="p-4 text-muted">{texts.workflow.noVersions}</li>}
    </ol>
  );
}
