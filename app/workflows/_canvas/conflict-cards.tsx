'use client';
import type { Workflow } from '@/engine/workflow/schema';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import type { Card } from './core/edit-state';

const words = texts.canvas;

interface Props {
  cards: readonly Card[];
  workflow: Workflow;
  onKeep(cardId: string, whose: 'mine' | 'theirs'): void;
}

/** Two people set one thing: both values stand there until this person has chosen. */
export function ConflictCards({ cards, workflow, onKeep }: Props) {
  if (cards.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2" aria-label={words.conflicts}>
      {cards.map(card => (
        <li key={card.id}>
          <ConflictCard card={card} label={labelOf(card, workflow)} onKeep={whose => onKeep(card.id, whose)} />
        </li>
      ))}
    </ul>
  );
}

function ConflictCard({ card, label, onKeep }: { card: Card; label: string; onKeep(whose: 'mine' | 'theirs'): void }) {
  const title = card.hint ? words.refusedTitle(label) : words.conflict(label, fieldName(card.field));
  const refused = card.hint !== null;
  return (
    <article
      aria-label={title}
      className="flex flex-col gap-2 rounded-md border border-state-waiting bg-raised p-3 text-[13px] shadow-float"
    >
      <p className="break-words font-medium">{title}</p>
      {refused ? (
        <p className="break-words">{card.hint}</p>
      ) : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          <dt className="text-muted">{words.mine}</dt>
          <dd className="max-h-24 overflow-auto break-words font-mono text-xs">{valueText(card.yours)}</dd>
          <dt className="text-muted">{words.theirs}</dt>
          <dd className="max-h-24 overflow-auto break-words font-mono text-xs">{valueText(card.theirs)}</dd>
        </dl>
      )}
      <div className="flex gap-2">
        <Button size="small" kind="main" onClick={() => onKeep('mine')}>
          {refused ? words.tryAgain : words.keepMine}
        </Button>
        <Button size="small" onClick={() => onKeep('theirs')}>
          {refused ? words.leave : words.keepTheirs}
        </Button>
      </div>
    </article>
  );
}

const labelOf = ({ nodeId, base }: Card, { nodes }: Workflow): string =>
  nodes.find(({ id }) => id === nodeId)?.label ?? (base as { label?: string } | null)?.label ?? words.theWorkflow;

const fieldName = (field: string) => words.fields[field] ?? field.replace(/^(params|options|settings)\./, '');

/** A value as a person reads it; a whole step by its name, a change by what it sets. */
function valueText(value: unknown): string {
  if (value === null || value === undefined) return words.gone;
  if (typeof value !== 'object') return String(value);
  if ('label' in value && typeof value.label === 'string') return value.label;
  if ('params' in value) return JSON.stringify(value.params);
  return JSON.stringify(value);
}
