'use client';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { useChatActions } from './chat-actions';

/** Says the last request once more, for an answer that was lost with the server's process. */
export function AskAgain({ request }: { request: string }) {
  const { busy, send } = useChatActions();
  return (
    <Button size="small" className="mt-2" disabled={busy} onClick={() => send(request)}>
      {texts.chat.again}
    </Button>
  );
}
