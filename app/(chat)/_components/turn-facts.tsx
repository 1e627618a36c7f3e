'use client';
import type { TurnFacts as Facts } from '@/agent/messages';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';

/** Who stood in for whom, said where it happened. */
export function Switches({ switches }: { switches: Facts['switches'] }) {
  return (
    <Notice tone="waiting">
      {switches.map(({ from, to, reason }) => (
        <p key={`${from} ${to}`}>{texts.models.stoodIn(from, to, reason)}</p>
      ))}
    </Notice>
  );
}

/** Small, below an answer: which model gave it and what it came to. */
export function TurnFacts({ model, usage, costUsd }: Partial<Facts>) {
  if (!model) return null;
  const tokens = usage ? usage.inputTokens + usage.outputTokens : 0;
  const facts = [
    texts.models.answeredBy(model),
    ...(usage && tokens > 0 ? [texts.models.short(tokens), texts.models.cost(costUsd ?? null)] : []),
  ];
  return (
    <p
      className="text-faint text-xs"
      title={usage && tokens > 0 ? texts.models.tokens(usage.inputTokens, usage.outputTokens) : undefined}
    >
      {facts.join(' · ')}
    </p>
  );
}
