import { Card } from '../../_ui/card';
import { texts } from '../../_ui/texts';
import { ReplayView } from '../../runs/_components/replay-view';
import type { ToolOutput } from './parts';

/** The last inputs on the workflow as it is now. */
export function ReplayCard({ replay }: { replay: ToolOutput<'replayRuns'> }) {
  const isBroken = replay.runs.some(({ outcome }) => outcome === 'broken');
  return (
    <Card title={texts.replay.title} state={isBroken ? 'failed' : 'done'}>
      <div className="border-line border-t px-3 py-2">
        <ReplayView replay={replay} />
      </div>
    </Card>
  );
}
