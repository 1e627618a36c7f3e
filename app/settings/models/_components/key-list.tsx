'use client';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import type { ModelIntegration, StoredKey } from '@/database/model-keys';
import { Button } from '../../../_ui/button';
import { ConfirmDialog } from '../../../_ui/confirm-dialog';
import { texts } from '../../../_ui/texts';
import { Time } from '../../../_ui/time';
import { notify } from '../../../_ui/toast';
import { useAction } from '../../../_ui/use-action';
import { Section } from '../../_components/section';
import { forgetKey } from '../_actions/forget-key';
import { tryAgain } from '../_actions/try-again';
import { KeyDialog } from './key-dialog';

const services: readonly ModelIntegration[] = ['anthropic', 'openai', 'google', 'openrouter'];

/** Each provider with the person's key to it, then addresses of their own. */
export function KeyList({ keys }: { keys: readonly StoredKey[] }) {
  const [asking, setAsking] = useState<ModelIntegration | null>(null);
  const own = keys.filter(({ integration }) => integration === 'openai-compatible');
  return (
    <Section
      title={texts.settings.keys}
      text={texts.settings.keysText}
      aside={
        <Button size="small" onClick={() => setAsking('openai-compatible')}>
          <Plus size={14} />
          {texts.settings.addAddress}
        </Button>
      }
    >
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
        {services.map(service => {
          const stored = keys.filter(({ integration }) => integration === service);
          return stored.length > 0 ? (
            stored.map(key => <Stored key={key.id} stored={key} onReplace={() => setAsking(service)} />)
          ) : (
            <li key={service} className="flex min-h-12 items-center gap-3 px-3 py-2">
              <span className="min-w-0 flex-1">{texts.settings.services[service]}</span>
              <Button size="small" onClick={() => setAsking(service)}>
                {texts.settings.addKey}
              </Button>
            </li>
          );
        })}
        {own.map(key => (
          <Stored key={key.id} stored={key} />
        ))}
      </ul>
      {asking && <KeyDialog integration={asking} onClose={() => setAsking(null)} />}
    </Section>
  );
}

function Stored({ stored, onReplace }: { stored: StoredKey; onReplace?(): void }) {
  const [asking, setAsking] = useState(false);
  const [working, act] = useAction();
  const { id, integration, name, baseUrl, hint, listed, testedAt } = stored;
  const title = integration === 'openai-compatible' ? name : texts.settings.services[integration];
  const tryNow = async () => {
    const answer = await act(() => tryAgain({ id }));
    if (answer) notify(texts.settings.kept(title, answer.value.count));
  };
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-full sm:basis-0">
        <p className="truncate" title={title}>
          {title}
        </p>
        <p className="truncate text-[13px] text-muted" title={baseUrl ?? undefined}>
          {[baseUrl, hint && texts.settings.endsWith(hint), listed !== null && texts.settings.listed(listed)]
            .filter(Boolean)
            .join(' · ')}
          {testedAt && (
            <>
              {' · '}
              {texts.settings.tested} <Time at={testedAt} />
            </>
          )}
        </p>
      </div>
      <Button size="small" kind="quiet" disabled={working} onClick={tryNow}>
        {working ? texts.settings.trying : texts.settings.tryAgain}
      </Button>
      {onReplace && (
        <Button size="small" kind="quiet" onClick={onReplace}>
          {texts.settings.replace}
        </Button>
      )}
      <Button size="small" kind="quiet" disabled={working} onClick={() => setAsking(true)}>
        {texts.settings.remove}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={texts.settings.removeTitle(title)}
        description={texts.settings.removeText}
        confirm={texts.settings.remove}
        onConfirm={() => act(() => forgetKey({ id }))}
      />
    </li>
  );
}
