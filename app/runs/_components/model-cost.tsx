import type { UsageRow } from '@/database/models';
import { texts } from '../../_ui/texts';

/** What the steps asked of language models came to; nothing where none was asked. */
export function ModelCost({ rows }: { rows: readonly UsageRow[] }) {
  if (rows.length === 0) return null;
  const inputTokens = rows.reduce((sum, row) => sum + row.inputTokens, 0);
  const outputTokens = rows.reduce((sum, row) => sum + row.outputTokens, 0);
  const known = rows.every(({ costUsd }) => costUsd !== null);
  const cost = known ? rows.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0) : null;
  const names = [...new Set(rows.map(({ model }) => model))];
  return (
    <p className="text-[13px] text-muted" title={texts.models.tokens(inputTokens, outputTokens)}>
      {[
        names.join(', '),
        texts.models.calls(rows.length),
        texts.models.short(inputTokens + outputTokens),
        texts.models.cost(cost),
      ].join(' · ')}
    </p>
  );
}
