'use client';
import { useEffect, useState } from 'react';
import type { LocalServer } from '@/agent/models/find-local-servers';
import { Button } from '../../../_ui/button';
import { texts } from '../../../_ui/texts';
import { useAction } from '../../../_ui/use-action';
import { Section } from '../../_components/section';
import { keepKey } from '../_actions/keep-key';
import { lookForServers } from '../_actions/look-for-servers';

/** Model servers that run on this computer, to be used with one click. */
export function LocalServers({ known }: { known: readonly string[] }) {
  const [servers, setServers] = useState<readonly LocalServer[] | null>(null);
  const [working, act] = useAction();
  useEffect(() => {
    let left = false;
    void lookForServers().then(answer => {
      if (!left) setServers('value' in answer ? answer.value : []);
    });
    return () => {
      left = true;
    };
  }, []);
  const use = ({ label, baseUrl }: LocalServer) =>
    act(() => keepKey({ integration: 'openai-compatible', name: label, apiKey: '', baseUrl }));
  return (
    <Section title={texts.settings.local} text={texts.settings.localText}>
      {servers?.length ? (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
          {servers.map(server => (
            <li key={server.baseUrl} className="flex min-h-12 items-center gap-3 px-3 py-2">
              <div className="min-w-0 flex-1">
                <p>{server.label}</p>
                <p className="truncate text-[13px] text-muted" title={server.models.join(', ')}>
                  {server.baseUrl} · {server.models.join(', ') || texts.settings.noModels}
                </p>
              </div>
              {known.includes(server.baseUrl) ? (
                <span className="text-[13px] text-muted">{texts.settings.inUse}</span>
              ) : (
                <Button size="small" disabled={working || server.models.length === 0} onClick={() => use(server)}>
                  {texts.settings.use}
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-[13px] text-faint">{servers ? texts.settings.noServers : texts.settings.looking}</p>
      )}
    </Section>
  );
}
