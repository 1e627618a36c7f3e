'use client';
import { useState } from 'react';
import type { Credential, Integration } from '@/database/credentials';
import { Dialog } from '../../../_ui/dialog';
import { Label } from '../../../_ui/field';
import { texts } from '../../../_ui/texts';
import { CredentialForm } from './credential-form';

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
      {!credential && (
        <Label text={texts.credential.choose}>
          <select
            value={chosen}
            onChange={event => setChosen(event.target.value)}
            className="h-8 w-full rounded-md border border-line-strong bg-surface px-2 text-text"
          >
            {integrations.map(({ name, displayName }) => (
              <option key={name} value={name}>
                {displayName}
              </option>
            ))}
          </select>
        </Label>
      )}
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
