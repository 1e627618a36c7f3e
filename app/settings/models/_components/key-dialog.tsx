'use client';
import { useState } from 'react';
import type { ModelIntegration } from '@/database/model-keys';
import { Button } from '../../../_ui/button';
import { Dialog } from '../../../_ui/dialog';
import { Label, TextField } from '../../../_ui/field';
import { Notice } from '../../../_ui/notice';
import { texts } from '../../../_ui/texts';
import { notify } from '../../../_ui/toast';
import { useAction } from '../../../_ui/use-action';
import { keepKey } from '../_actions/keep-key';

interface Props {
  integration: ModelIntegration;
  onClose(): void;
}

/** Asks for a key, tries it, and keeps it when the provider takes it. */
export function KeyDialog({ integration, onClose }: Props) {
  const isAddress = integration === 'openai-compatible';
  const service = texts.settings.services[integration];
  const [apiKey, setApiKey] = useState('');
  const [baseUrl, setBaseUrl] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const [working, act] = useAction();
  const ready = isAddress ? URL.canParse(baseUrl) : apiKey.trim() !== '';

  const keep = async () => {
    setRefused(null);
    const name = isAddress ? new URL(baseUrl).host : service;
    const answer = await act<{ count: number } | null>(async () => {
      const result = await keepKey({ integration, name, apiKey, baseUrl: isAddress ? baseUrl : '' });
      if ('error' in result) setRefused(result.error.message);
      return 'error' in result ? { value: null } : result;
    });
    if (!answer?.value) return;
    notify(texts.settings.kept(service, answer.value.count));
    onClose();
  };

  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={isAddress ? texts.settings.addressTitle : texts.settings.keyTitle(service)}
    >
      <form action={keep} className="flex flex-col gap-3">
        {isAddress && (
          <Label text={texts.settings.address}>
            <TextField
              value={baseUrl}
              placeholder="http://127.0.0.1:8000/v1"
              onChange={event => setBaseUrl(event.target.value)}
            />
          </Label>
        )}
        <Label text={isAddress ? texts.settings.keyIfAny : texts.settings.key}>
          <TextField
            type="password"
            autoComplete="off"
            value={apiKey}
            onChange={event => setApiKey(event.target.value)}
          />
        </Label>
        <p className="text-[13px] text-muted">{texts.settings.keyText}</p>
        {refused && <Notice tone="failed">{refused}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button kind="main" type="submit" disabled={!ready || working}>
            {working ? texts.settings.trying : texts.settings.keep}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
