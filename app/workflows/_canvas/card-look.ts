import type { NodeKind } from '@/engine/workflow/node-types';
import { cx } from '../../_ui/cx';
import type { StepCardData } from './step-card';

export const cardSize = { width: 200, height: 72 };

const edges: Record<NodeKind, string> = {
  trigger: 'border-l-kind-trigger',
  logic: 'border-l-kind-logic',
  data: 'border-l-kind-data',
  action: 'border-l-kind-action',
  ai: 'border-l-kind-ai',
};

/** How the card itself looks: the edge of its kind, and whether it is chosen, under the cursor or off. */
export const cardLook = ({ kind, cursor, disabled }: StepCardData, chosen: boolean): string =>
  cx(
    'grid grid-cols-[14px_1fr_auto] content-center items-center gap-x-1.5 gap-y-0.5 rounded-md border border-line-strong border-l-[3px] bg-raised px-2.5 text-left text-[13px] text-text',
    edges[kind],
    `canvas-kind-${kind}`,
    (chosen || cursor) && 'outline-2! outline-accent!',
    cursor && 'outline-offset-2!',
    disabled && 'border-dashed opacity-55',
  );

/** What the card says to a mouse that rests on it, and to a reader of the screen. */
export const cardAttributes = ({ label, detail, issues, cursor }: StepCardData) => ({
  title: [label, detail, ...issues].filter(Boolean).join('\n'),
  'data-cursor': cursor || undefined,
});
