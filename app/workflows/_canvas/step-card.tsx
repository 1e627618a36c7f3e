'use client';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import type { NodeStatus } from '@/engine/run/node-execution';
import type { NodeKind } from '@/engine/workflow/node-types';
import { cx } from '../../_ui/cx';
import { texts } from '../../_ui/texts';

export interface StepCardData extends Record<string, unknown> {
  label: string;
  detail: string;
  icon: string;
  kind: NodeKind;
  ports: readonly string[];
  hasInput: boolean;
  status: NodeStatus | null;
  issues: readonly string[];
  disabled: boolean;
  locked: boolean;
  /** What the sign in the corner says, by class and by word. */
  cursor: boolean;
}

export const cardSize = { width: 200, height: 72 };

const edges: Record<NodeKind, string> = {
  trigger: 'border-l-kind-trigger',
  logic: 'border-l-kind-logic',
  data: 'border-l-kind-data',
  action: 'border-l-kind-action',
  ai: 'border-l-kind-ai',
};

/** A step on the canvas. Few elements, since there may be a thousand of them: the icon is a reference to the one drawn once. */
export const StepCard = memo(function StepCard({ data, selected }: NodeProps<Node<StepCardData, 'step'>>) {
  const { label, detail, icon, kind, ports, hasInput, issues, disabled, locked, cursor } = data;
  const sign = signOf(data);
  return (
    <div
      title={[label, detail, ...issues].filter(Boolean).join('\n')}
      data-cursor={cursor || undefined}
      className={cx(
        'grid h-[72px] w-[200px] grid-cols-[14px_1fr_auto] content-center items-center gap-x-1.5 gap-y-0.5 rounded-md border border-line-strong border-l-[3px] bg-raised px-2.5 text-left text-[13px] text-text',
        edges[kind],
        (selected || cursor) && 'outline-2 outline-accent',
        cursor && 'outline-offset-2',
        disabled && 'border-dashed opacity-55',
      )}
    >
      {hasInput && <Handle type="target" position={Position.Top} id="in" className="canvas-handle" />}
      <svg width="14" height="14" aria-hidden="true">
        <use href={`#step-icon-${icon}`} />
      </svg>
      <span className={cx('truncate font-medium', !sign && 'col-span-2')}>{label}</span>
      {sign && <span className={cx('text-[11px]', sign.look)}>{sign.word}</span>}
      {detail && <span className="col-span-3 truncate text-muted text-xs">{detail}</span>}
      {ports.map((port, index) => (
        <Handle
          key={port}
          id={port}
          type="source"
          position={Position.Bottom}
          className="canvas-handle"
          title={port === 'next' ? undefined : port}
          style={{ left: `${((index + 1) / (ports.length + 1)) * 100}%` }}
        />
      ))}
      {locked && <span className="sr-only">{texts.canvas.locked}</span>}
    </div>
  );
});

const words = texts.canvas.states;

function signOf({ issues, disabled, locked, status }: StepCardData): { word: string; look: string } | null {
  if (disabled) return { word: texts.canvas.off, look: 'text-muted' };
  if (issues.length > 0) return { word: `! ${issues.length}`, look: 'font-medium text-state-waiting' };
  if (status === 'failed') return { word: words.failed, look: 'text-state-failed' };
  if (status === 'running') return { word: words.running, look: 'text-state-working' };
  if (status === 'succeeded') return { word: words.succeeded, look: 'text-state-done' };
  return locked ? { word: texts.canvas.locked, look: 'text-muted' } : null;
}
