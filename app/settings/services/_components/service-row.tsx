'use client';
import { useState } from 'react';
import type { OwnIntegration } from '@/database/integrations';
import { Button } from '../../../_ui/button';
import { ConfirmDialog } from '../../../_ui/confirm-dialog';
import { texts } from '../../../_ui/texts';
import { useAction } from '../../../_ui/use-action';
import { deleteService } from '../_actions/delete-service';
import { readServiceDependants } from '../_actions/read-service-dependants';

const words = texts.service;

interface Props {
  service: OwnIntegration;
  onEdit(): void;
}

/** One service; deleting it says first which keys and steps go or stop with it. */
export function ServiceRow({ service, onEdit }: Props) {
  const { name, title, service: http, fields, keyCount } = service;
  const [depending, setDepending] = useState<Parameters<typeof words.removeText>[0] | null>(null);
  const [working, act] = useAction();
  const ask = async () => {
    const found = await act(() => readServiceDependants({ name }));
    if (found) setDepending(found.value);
  };
  const about = [http?.baseUrl, fields.map(({ label }) => label).join(', '), words.keys(keyCount)]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-52">
        <p className="truncate" title={title}>
          {title}
        </p>
        <p className="truncate text-[13px] text-muted" title={about}>
          {about}
        </p>
      </div>
      <span className="flex gap-1">
        <Button size="small" kind="quiet" onClick={onEdit} aria-label={words.editTitle(title)}>
          {words.edit}
        </Button>
        <Button size="small" kind="quiet" disabled={working} onClick={ask}>
          {words.remove}
        </Button>
      </span>
      <ConfirmDialog
        open={depending !== null}
        onOpenChange={open => !open && setDepending(null)}
        title={words.removeTitle(title)}
        description={depending ? words.removeText(depending) : ''}
        confirm={words.remove}
        onConfirm={() => act(() => deleteService({ name }))}
      />
    </li>
  );
}
