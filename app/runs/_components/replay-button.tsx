'use client';
import History from 'lucide-react/icons/history';
import { useState } from 'react';
import type { Replay } from '@/tools/turn';
import { Button } from '../../_ui/button';
import { Dialog } from '../../_ui/dialog';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { replayRuns } from '../_actions/replay-runs';
import { ReplayView } from './replay-view';

const words = texts.replay;

/** Tries the last inputs of one workflow on its draft and shows what differs. */
export function ReplayButton({ workflowId }: { workflowId: string }) {
  const [working, act] = useAction({ refresh: false });
  const [replay, setReplay] = useState<Replay | null>(null);
  const start = async () => {
    const done = await act(() => replayRuns({ workflowId, count: 5 }));
    if (done) setReplay(done.value);
  };
  return (
    <>
      <Button size="small" disabled={working} onClick={start}>
        <History size={14} />
        {working ? words.working : words.button}
      </Button>
      <Dialog
        open={replay !== null}
        onOpenChange={open => !open && setReplay(null)}
        title={words.title}
        description={words.text}
        size="wide"
      >
        {replay && <ReplayView replay={replay} />}
      </Dialog>
    </>
  );
}
