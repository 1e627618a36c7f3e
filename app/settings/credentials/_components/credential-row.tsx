'use client';
import { useState } from 'react';
import type { Credential } from '@/database/credentials';
import { Button } from '../../../_ui/button';
import { ConfirmDialog } from '../../../_ui/confirm-dialog';
import { texts } from '../../../_ui/texts';
import { Time } from '../../../_ui/time';
import { notify } from '../../../_ui/toast';
import { useAction } from '../../../_ui/use-action';
import { deleteCredential } from '../_actions/delete-credential';
import { readDependants } from '../_actions/read-dependants';
import { testCredential } from '../_actions/test-credential';
import { KeyEnd } from './key-end';

export function CredentialRow({ credential, onEdit }: { credential: Credential; onEdit(): void }) {
  const { id, name, integrationName, config, lastUsedAt, lastError, expiresAt } = credential;
  const [steps, setSteps] = useState<readonly string[] | null>(null);
  const [working, act] = useAction();
  const ask = async () => {
    const found = await act(() => readDependants({ id }));
    if (found) setSteps(found.value.map(({ workflow, step }) => `${step} (${workflow})`));
  };
  const test = async () => {
    if (await act(() => testCredential({ id }))) notify(texts.credential.works(name));
  };
  const about = [config.hosts ?? config.host ?? config.base_url, config.user ?? config.from]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-52">
        <p className="truncate" title={name}>
          {name} <span className="text-[13px] text-faint">{integrationName}</span>
        </p>
        <p className="truncate text-[13px] text-muted" title={about}>
          {about && `${about} · `}
          {lastUsedAt ? (
            <>
              {texts.credential.used} <Time at={lastUsedAt} />
            </>
          ) : (
            texts.credential.neverUsed
          )}
        </p>
        {expiresAt && <KeyEnd at={expiresAt} />}
        {lastError && (
          <p className="text-[13px] text-state-failed">
            {texts.credential.failed}: {lastError}
          </p>
        )}
      </div>
      <span className="flex gap-1">
        <Button size="small" kind="quiet" disabled={working} onClick={test}>
          {working ? texts.credential.testing : texts.credential.test}
        </Button>
        <Button size="small" kind="quiet" onClick={onEdit}>
          {texts.credential.edit}
        </Button>
        <Button size="small" kind="quiet" disabled={working} onClick={ask}>
          {texts.credential.remove}
        </Button>
      </span>
      <ConfirmDialog
        open={steps !== null}
        onOpenChange={open => !open && setSteps(null)}
        title={texts.credential.removeTitle(name)}
        description={steps?.length ? texts.credential.usedBy(steps) : texts.credential.unused}
        confirm={texts.credential.remove}
        onConfirm={() => act(() => deleteCredential({ id }))}
      />
    </li>
  );
}
