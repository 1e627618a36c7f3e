import type { UsageRow } from '@/database/models';
import { texts } from '../../../_ui/texts';
import { Section } from '../../_components/section';

interface Props {
  rows: readonly (UsageRow & { calls: number })[];
  days: number;
}

/** What each model came to lately, in conversations and in runs together. */
export function UsageTable({ rows, days }: Props) {
  return (
    <Section title={texts.settings.usage(days)}>
      {rows.length === 0 ? (
        <p className="text-[13px] text-faint">{texts.settings.noUsage}</p>
      ) : (
        <div className="overflow-x-auto rounded-lg border border-line bg-raised">
          <table className="w-full text-[13px]">
            <thead className="text-left text-muted">
              <tr>
                <th className="px-3 py-2 font-normal">{texts.settings.model}</th>
                <th className="px-3 py-2 text-right font-normal">{texts.settings.calls}</th>
                <th className="px-3 py-2 text-right font-normal">{texts.settings.tokens}</th>
                <th className="px-3 py-2 text-right font-normal">{texts.settings.cost}</th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line border-line border-t font-mono">
              {rows.map(({ model, calls, inputTokens, outputTokens, costUsd }) => (
                <tr key={model}>
                  <td className="px-3 py-2 font-sans">{model}</td>
                  <td className="px-3 py-2 text-right">{calls.toLocaleString('en')}</td>
                  <td className="px-3 py-2 text-right" title={texts.models.tokens(inputTokens, outputTokens)}>
                    {(inputTokens + outputTokens).toLocaleString('en')}
                  </td>
                  <td className="px-3 py-2 text-right">{texts.models.cost(costUsd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
