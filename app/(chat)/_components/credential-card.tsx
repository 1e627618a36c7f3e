'use client';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { CredentialForm } from '../../settings/credentials/_components/credential-form';
import { IntegrationChoice } from '../../settings/credentials/_components/integration-choice';
import { bindCredential } from '../_actions/bind-credential';
import { useChatActions } from './chat-actions';
import type { ToolOutput } from './parts';

interface Props {
  asked: ToolOutput<'requestCredential'>;
  /** Nobody has answered yet. */
  open: boolean;
}

/** Asks for a step's key. What is entered goes to a server action and never into the conversation. */
export function CredentialCard({ asked, open }: Props) {
  const { workflowId, node, integrations, credentials } = asked;
  const { busy, send } = useChatActions();
  const [working, act] = useAction();
  const [chosen, setChosen] = useState(integrations[0]?.name ?? '');
  const [adding, setAdding] = useState(credentials.length === 0);
  const [done, setDone] = useState(false);
  const integration = integrations.find(({ name }) => name === chosen);
  const use = async (credentialId: string) => {
    const bound = await act(() => bindCredential({ workflowId, nodeId: node.id, credentialId }));
    if (!bound) return;
    setDone(true);
    send(texts.credential.bound(bound.value.credential, bound.value.steps));
  };
  const { bound } = asked;
  if (bound)
    return (
      <Card title={texts.credential.bound(bound.credential, bound.steps)} state="done" word={texts.credential.set} />
    );
  const title = texts.credential.cardTitle(node.label);
  if (!open || done) return <Card title={title} state="done" word={texts.credential.asked} />;
  return (
    <Card title={title} state="waiting" word={texts.credential.waits}>
      <div className="flex flex-col gap-3 px-3 pb-3">
        {credentials.length > 0 && (
          <ul className="flex flex-wrap gap-2">
            {credentials.map(({ id, name, integrationName }) => (
              <li key={id}>
                <Button
                  kind={adding ? 'plain' : 'main'}
                  disabled={busy || working}
                  onClick={() => use(id)}
                  title={integrationName}
                >
                  {texts.credential.use(name)}
                </Button>
              </li>
            ))}
            {!adding && (
              <li>
                <Button disabled={busy || working} onClick={() => setAdding(true)}>
                  {texts.credential.another}
                </Button>
              </li>
            )}
          </ul>
        )}
        {adding && integrations.length > 1 && (
          <IntegrationChoice integrations={integrations} chosen={chosen} onChoose={setChosen} />
        )}
        {adding && integration && (
          <CredentialForm
            key={integration.name}
            integration={integration}
            credential={null}
            onDone={use}
            onCancel={() => send(texts.credential.later)}
          />
        )}
      </div>
    </Card>
  );
}
