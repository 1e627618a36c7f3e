'use client';
import GitCompare from 'lucide-react/icons/git-compare';
import Pencil from 'lucide-react/icons/pencil';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { RenameDialog } from '../../_ui/rename-dialog';
import { texts } from '../../_ui/texts';
import { Time } from '../../_ui/time';
import { useAction } from '../../_ui/use-action';
import { nameVersion } from '../_actions/name-version';
import { restoreVersion } from '../_actions/restore-version';
import { CompareVersions } from './compare-versions';
import { VersionChanges } from './version-changes';
import type { VersionView, WorkflowView } from './workflow-view';

interface Props {
  view: WorkflowView;
  /** After a version was brought back. */
  onChanged(): void;
}

const words = texts.workflow;

/** Every saved state, newest first: who made it, what it changed, the way back to it; and any two compared. */
export function VersionsList({ view, onChanged }: Props) {
  const [working, act] = useAction();
  const [naming, setNaming] = useState<VersionView | null>(null);
  const [comparing, setComparing] = useState(false);
  const restore = async (version: number) => {
    if (await act(() => restoreVersion({ workflowId: view.id, version }))) onChanged();
  };
  const rename = async (version: number, name: string) => {
    if (await act(() => nameVersion({ workflowId: view.id, version, name }))) onChanged();
  };
  if (view.versions.length === 0) return <p className="p-4 text-muted">{words.noVersions}</p>;
  return (
    <>
      {view.versions.length > 1 && (
        <div className="border-line border-b px-4 py-2">
          <Button size="small" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
            <GitCompare size={14} />
            {words.compare}
          </Button>
        </div>
      )}
      {comparing && <CompareVersions key={view.version} view={view} />}
      <ol className="flex flex-col divide-y divide-line">
        {view.versions.map(version => (
          <Version
            key={version.version}
            workflowId={view.id}
            saved={version}
            onName={() => setNaming(version)}
            onRestore={version.version === view.version ? null : () => restore(version.version)}
            working={working}
          />
        ))}
      </ol>
      {naming && (
        <RenameDialog
          open
          title={words.nameVersionTitle(naming.version)}
          name={naming.name ?? ''}
          onClose={() => setNaming(null)}
          onSave={name => rename(naming.version, name)}
        />
      )}
    </>
  );
}

interface VersionProps {
  workflowId: string;
  saved: VersionView;
  onName(): void;
  /** Null for the one that holds now. */
  onRestore: (() => void) | null;
  working: boolean;
}

function Version({ workflowId, saved, onName, onRestore, working }: VersionProps) {
  const [open, setOpen] = useState(false);
  const { version, name, author, summary, createdAt, restores } = saved;
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium font-mono">{version}</span>
        {name && <span className="min-w-0 break-words font-medium">{name}</span>}
        <span className="text-[13px] text-muted">
          {words.authors[author] ?? author} · <Time at={createdAt} />
          {restores !== null && ` · ${words.restored(restores)}`}
        </span>
        <span className="ml-auto flex flex-wrap gap-1">
          <Button kind="quiet" size="small" onClick={onName}>
            <Pencil size={14} />
            {words.nameVersion}
          </Button>
          <Button kind="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {words.whatChanged}
          </Button>
          {onRestore && (
            <Button size="small" disabled={working} onClick={onRestore}>
              {words.restore}
            </Button>
          )}
        </span>
      </div>
      <p className="line-clamp-3 whitespace-pre-line break-words text-[13px] text-muted" title={summary}>
        {summary}
      </p>
      {open && <VersionChanges workflowId={workflowId} version={version} />}
    </li>
  );
}
