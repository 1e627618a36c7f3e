'use client';
import { useState } from 'react';
import type { Credential, Integration } from '@/database/credentials';
import { Dialog } from '../../../_ui/dialog';
import { texts } from '../../../_ui/texts';
import { CredentialForm } from './credential-form';
import { IntegrationChoice } from './integration-choice';

interface Props {
  /** Null for a new one. */
  credential: Credential | null;
  integrations: readonly Integration[];
  onClose(): void;
}

export function CredentialDialog({ credential, integrations, onClose }: Props) {
  const [chosen, setChosen] = useState(credential?.integration ?? integrations[0]?.name ?? '');
  const integration = integrations.find(({ name }) => name === chosen);
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={credential ? credential.name : texts.credential.add}
      description={integration?.description}
    >
      {!credential && <IntegrationChoice integrations={integrations} chosen={chosen} onChoose={setChosen} />}
      {integration && (
        <CredentialForm
          key={integration.name}
          integration={integration}
          credential={credential}
          onDone={onClose}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
