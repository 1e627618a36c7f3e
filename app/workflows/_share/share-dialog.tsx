'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import { Dialog } from '../../_ui/dialog';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { readSharing } from './_actions/read-sharing';
import { AddShare } from './add-share';
import { ShareList } from './share-list';
import type { Sharing } from './sharing';
import { VisibilityChoice } from './visibility-choice';

interface Props {
  workflow: { id: string; name: string };
  onClose(): void;
}

/** For the owner: who sees the workflow, whom else it is given to, and what they may do. */
export function ShareDialog({ workflow, onClose }: Props) {
  const [sharing, setSharing] = useState<Sharing | null>(null);
  const [, read] = useAction({ refresh: false });
  const reload = async () => {
    const found = await read(() => readSharing({ workflowId: workflow.id }));
    if (found) setSharing(found.value);
  };
  const atFirst = useEffectEvent(reload);
  useEffect(() => void atFirst(), []);
  return (
    <Dialog open onOpenChange={open => !open && onClose()} title={texts.share.title(workflow.name)} size="wide">
      {sharing ? (
        <>
          <VisibilityChoice
            key={`${sharing.visibility} ${sharing.teamId}`}
            {...{ workflowId: workflow.id, sharing }}
            onChanged={reload}
          />
          <AddShare workflowId={workflow.id} teams={sharing.teams} onAdded={reload} />
          <ShareList shares={sharing.shares} onChanged={reload} />
          <p className="border-line border-t pt-3 text-[13px] text-muted">{texts.share.keys}</p>
        </>
      ) : (
        <p className="text-muted">{texts.error.loading}</p>
      )}
    </Dialog>
  );
}
