'use client';
import { Button } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { texts } from '../../_ui/texts';
import { useChatActions } from './chat-actions';

interface Props {
  /** Switching on allows effects for good, a live run once. */
  what: 'run' | 'switch-on';
  approvalId: string;
  /** The exact effects, one line each, as the server found them. */
  effects: readonly string[];
}

/** Nothing reaches other people before this is answered. */
export function ApprovalCard({ what, approvalId, effects }: Props) {
  const { busy, approve } = useChatActions();
  const words = what === 'run' ? texts.approval.run : texts.approval.switchOn;
  return (
    <Card
      title={words.title}
      state="waiting"
      className="border-state-waiting"
      actions={
        <>
          <Button kind="main" disabled={busy} onClick={() => approve(approvalId, true)}>
            {words.yes}
          </Button>
          <Button disabled={busy} onClick={() => approve(approvalId, false)}>
            {texts.approval.no}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2 px-3 pb-3">
        <p className="text-muted">{words.text}</p>
        <ul className="flex flex-col gap-1">
          {effects.map(effect => (
            <li
              key={effect}
              className="max-h-80 overflow-y-auto whitespace-pre-wrap break-words rounded-md bg-sunken px-2 py-1.5 font-mono text-[13px]"
            >
              {effect}
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
