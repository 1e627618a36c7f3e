'use client';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import type { Credential, Integration } from '@/database/credentials';
import { Button } from '../../../_ui/button';
import { texts } from '../../../_ui/texts';
import { Section } from '../../_components/section';
import { CredentialDialog } from './credential-dialog';
import { CredentialRow } from './credential-row';

interface Props {
  credentials: readonly Credential[];
  integrations: readonly Integration[];
}

export function CredentialList({ credentials, integrations }: Props) {
  const [editing, setEditing] = useState<Credential | 'new' | null>(null);
  return (
    <Section
      title={texts.credential.title}
      text={texts.credential.intro}
      aside={
        <Button size="small" kind="main" onClick={() => setEditing('new')}>
          <Plus size={14} />
          {texts.credential.add}
        </Button>
      }
    >
      {credentials.length === 0 ? (
        <p className="rounded-lg border border-line border-dashed px-3 py-6 text-center text-[13px] text-muted">
          {texts.credential.emptyTitle}. {texts.credential.emptyText}
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
          {credentials.map(credential => (
            <CredentialRow key={credential.id} credential={credential} onEdit={() => setEditing(credential)} />
          ))}
        </ul>
      )}
      {editing && (
        <CredentialDialog
          credential={editing === 'new' ? null : editing}
          integrations={integrations}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
