'use client';
import type { Change } from '@/engine/workflow/change';
import type { Workflow } from '@/engine/workflow/schema';
import { Button } from '../../_ui/button';
import { readableLines } from '../../_ui/readable-lines';
import { texts } from '../../_ui/texts';
import { labelOf as fieldLabel } from '../_panel/core/form-model';
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
          <ConflictCard {...{ card, workflow }} onKeep={whose => onKeep(card.id, whose)} />
        </li>
      ))}
    </ul>
  );
}

const look = 'max-h-32 overflow-auto whitespace-pre-wrap break-words font-mono text-xs';

interface CardProps {
  card: Card;
  workflow: Workflow;
  onKeep(whose: 'mine' | 'theirs'): void;
}

function ConflictCard({ card, workflow, onKeep }: CardProps) {
  const label = labelOf(card, workflow);
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
          <dd className={look}>{valueText(card.yours, workflow)}</dd>
          <dt className="text-muted">{words.theirs}</dt>
          <dd className={look}>{valueText(card.theirs, workflow)}</dd>
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

const fieldName = (field: string) =>
  words.fields[field] ?? words.field(fieldLabel(field.replace(/^(params|options|settings)\./, '')));

const reading = { none: texts.canvas.unset, yes: words.yes, no: words.no, label: fieldLabel };

/** A value as a person reads it; a whole step by its name, a change by what it sets. */
function valueText(value: unknown, workflow: Workflow): string {
  if (value === null || value === undefined) return words.gone;
  if (typeof value !== 'object') return readableLines(value, reading).join('\n');
  if ('label' in value && typeof value.label === 'string') return value.label;
  if ('from' in value && 'to' in value) return words.arrow(nameOf(value.from, workflow), nameOf(value.to, workflow));
  if ('type' in value && 'node' in value) return changeText(value as Change);
  return readableLines(value, reading).join('\n');
}

const nameOf = (id: unknown, { nodes }: Workflow) => nodes.find(node => node.id === id)?.label ?? words.gone;

function changeText(change: Change): string {
  if (change.type === 'replace-node') return readableLines(change.with, reading).join('\n');
  if (change.type !== 'update-node') return words.changed;
  const gone = [...(change.unset ?? []), ...(change.unsetOptions ?? [])].map(name => [name, null]);
  return readableLines({ ...change.params, ...change.options, ...Object.fromEntries(gone) }, reading).join('\n');
}
