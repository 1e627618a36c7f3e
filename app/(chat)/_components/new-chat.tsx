'use client';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { Picker } from '../../_ui/picker-model';
import { ChatPage } from './chat';

interface Props {
  title: string;
  workflowId: string | null;
  draft?: string;
  picker: Picker;
}

/**
 * A conversation that is not saved yet. Its first message gives it an address without loading the page again; coming
 * back to `/` afterwards starts another one.
 */
export function NewChat(props: Props) {
  const [chatId, setChatId] = useState(() => crypto.randomUUID() as string);
  const path = usePathname();
  const started = useRef(false);
  useEffect(() => {
    if (path !== '/') started.current = true;
    else if (started.current) {
      started.current = false;
      setChatId(crypto.randomUUID());
    }
  }, [path]);
  return (
    <ChatPage
      key={`${chatId} ${props.workflowId}`}
      chatId={chatId}
      messages={[]}
      streamId={null}
      model={null}
      saved={false}
      {...props}
    />
  );
}
