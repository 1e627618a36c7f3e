'use client';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useRef } from 'react';
import { AttachButton } from './attach-button';
import { type ChatActions, ChatActionsProvider } from './chat-actions';
import { ChatHeader } from './chat-header';
import { Composer } from './composer';
import { ConversationCost } from './conversation-cost';
import { DraftFiles } from './draft-files';
import { DropZone } from './drop-zone';
import { EmptyChat } from './empty-chat';
import { LatestRunProvider } from './latest-run';
import { ModelPicker } from './model-picker';
import { SidePanel } from './side-panel';
import { SlashMenu } from './slash-menu';
import { ToEnd } from './to-end';
import { useAttachments } from './use-attachments';
import { type ConversationProps, useConversation } from './use-conversation';
import { useDraft } from './use-draft';
import { useModel } from './use-model';
import { usePanel } from './use-panel';
import { useSlash } from './use-slash';
import { useStickToEnd } from './use-stick-to-end';
import { latestRunOf, latestWorkflowOf } from './what-is-shown';

const loadMessages = () => import('./messages').then(({ Messages }) => Messages);
/** What a conversation is drawn with is not needed before there is one. */
const Messages = dynamic(loadMessages);

interface Props extends ConversationProps {
  title: string;
  /** Put into the composer, when another page sent the person here with a sentence. */
  draft?: string;
}

export function ChatPage({ title, draft: first = '', ...conversation }: Props) {
  const { messages, status, error, working, prepare, say, halt, approve, retry } = useConversation(conversation);
  const { current, pick } = useModel(conversation);
  const attached = useAttachments(conversation.chatId);
  const [draft, setDraft] = useDraft(conversation.chatId, first);
  const slash = useSlash({ chatId: conversation.chatId, draft, setDraft });
  const [panelOpen, setPanelOpen] = usePanel();
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useStickToEnd();
  const shown = latestWorkflowOf(messages);
  const workflowId = shown?.workflowId ?? conversation.workflowId;

  // On a phone the keyboard would cover what there is to read.
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
  }, []);

  const type = (text: string) => {
    prepare();
    void loadMessages().catch(() => undefined);
    setDraft(text);
  };
  const compose = (text: string) => {
    type(text);
    field.current?.focus();
  };
  const send = () => {
    if (working || attached.loading || (!draft.trim() && attached.files.length === 0)) return;
    say(draft, attached.take());
    setDraft('');
    list.toEnd();
  };
  const actions: ChatActions = {
    busy: working,
    send: say,
    approve,
    mention: key => compose(`${draft}${draft && !draft.endsWith(' ') ? ' ' : ''}@${key} `),
    openWorkflow: () => setPanelOpen(true),
  };
  const latestRun = useMemo(() => latestRunOf(messages), [messages]);

  return (
    <ChatActionsProvider value={actions}>
      <LatestRunProvider value={latestRun}>
        <SidePanel
          open={panelOpen && workflowId !== null}
          onClose={() => setPanelOpen(false)}
          workflowId={workflowId}
          stamp={`${shown?.version ?? 0} ${working}`}
        >
          <ChatHeader
            title={shown?.name ?? title}
            hasWorkflow={workflowId !== null}
            panelOpen={panelOpen}
            onPanel={() => setPanelOpen(!panelOpen)}
          />
          <DropZone onFiles={attached.add}>
            <div ref={list.scroller} className="min-h-0 flex-1 overflow-y-auto px-4">
              <div ref={list.content} className="mx-auto flex min-h-full w-full max-w-[46rem] flex-col">
                {messages.length === 0 ? (
                  <EmptyChat onChoose={compose} />
                ) : (
                  <Messages messages={messages} status={status} error={error} onRetry={retry} />
                )}
              </div>
            </div>
            <div className="relative mx-auto w-full max-w-[48rem] px-4 pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
              {!list.atEnd && messages.length > 0 && <ToEnd onClick={list.toEnd} />}
              <SlashMenu slash={slash} />
              <Composer
                {...{ field, working }}
                value={draft}
                onChange={type}
                onSend={send}
                onStop={halt}
                hasFiles={attached.files.length > 0}
                waits={attached.loading}
                onFiles={attached.add}
                list={slash.list}
                files={<DraftFiles files={attached.files} onRemove={attached.remove} />}
                tools={
                  <>
                    <AttachButton onFiles={attached.add} />
                    <ModelPicker models={conversation.picker.models} current={current} onPick={pick} />
                    <ConversationCost messages={messages} />
                  </>
                }
              />
            </div>
          </DropZone>
        </SidePanel>
      </LatestRunProvider>
    </ChatActionsProvider>
  );
}
