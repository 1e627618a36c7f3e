'use client';
import { useState } from 'react';
import type { Integration } from '@/database/credentials';
import type { OpenSlot } from '@/engine/templates/open-slots';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { bindCredential } from '../../(chat)/_actions/bind-credential';
import { CredentialForm } from '../../settings/credentials/_components/credential-form';
import { IntegrationChoice } from '../../settings/credentials/_components/integration-choice';

export interface Key {
  id: string;
  name: string;
  integration: string;
}

interface Props {
  workflowId: string;
  slot: OpenSlot;
  keys: readonly Key[];
  integrations: readonly Integration[];
  /** The step has its key. */
  onBound(): void;
}

/** The keys the person has, or the form of a new one: it is tried, kept and given to the step at once. */
export function KeySlot({ workflowId, slot, keys, integrations, onBound }: Props) {
  const fits = (name: string) => !slot.integrations || slot.integrations.includes(name);
  const fitting = keys.filter(({ integration }) => fits(integration));
  const services = integrations.filter(({ name }) => fits(name));
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState(services[0]?.name ?? '');
  const [working, act] = useAction();
  const service = services.find(({ name }) => name === chosen);
  const use = async (credentialId: string) => {
    const bound = await act(() => bindCredential({ workflowId, nodeId: slot.nodeId, credentialId }));
    if (bound) onBound();
  };
  return (
    <section aria-label={slot.label} className="flex min-w-0 flex-col gap-2">
      <h4 className="text-[13px] text-muted">{slot.label}</h4>
      {!adding && (
        <div className="flex flex-wrap items-center gap-2">
          {fitting.map(({ id, name }) => (
            <Button key={id} kind="main" disabled={working} onClick={() => use(id)}>
              {texts.credential.use(name)}
            </Button>
          ))}
          {fitting.length === 0 && <span>{texts.template.noKey}</span>}
          <Button disabled={working} onClick={() => setAdding(true)}>
            {fitting.length > 0 ? texts.credential.another : texts.template.addKey}
          </Button>
        </div>
      )}
      {adding && services.length > 1 && (
        <IntegrationChoice integrations={services} chosen={chosen} onChoose={setChosen} />
      )}
      {adding && service && (
        <CredentialForm
          key={service.name}
          integration={service}
          credential={null}
          onDone={use}
          onCancel={() => setAdding(false)}
        />
      )}
    </section>
  );
}
