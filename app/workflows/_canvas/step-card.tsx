'use client';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { createContext, memo, useContext } from 'react';
import type { NodeStatus } from '@/engine/run/node-execution';
import type { NodeKind } from '@/engine/workflow/node-types';
import { cx } from '../../_ui/cx';
import { texts } from '../../_ui/texts';
import { iconStyle } from './icon-sheet';

export interface StepCardData extends Record<string, unknown> {
  label: string;
  detail: string;
  icon: string;
  kind: NodeKind;
  ports: readonly string[];
  inputs: readonly string[];
  status: NodeStatus | null;
  issues: readonly string[];
  disabled: boolean;
  locked: boolean;
  /** The keyboard is here. */
  cursor: boolean;
}

/** From far away only the name of a step can be read, in large letters; from further away not even that. */
export type Distance = 'near' | 'far' | 'map';
export const DistanceContext = createContext<Distance>('near');

/**
 * What is in the card of a step; the card itself is the element that React Flow makes for it (`cardLook`). Few elements,
 * since there may be a thousand of them: icons and the names of ways are drawn by the style sheet.
 */
export const StepCard = memo(function StepCard({ data }: NodeProps<Node<StepCardData, 'step'>>) {
  const { label, detail, icon, ports, inputs, locked } = data;
  const distance = useContext(DistanceContext);
  if (distance !== 'near') {
    return (
      <>
        {distance === 'far' && <span className="canvas-name col-span-3">{label}</span>}
        <Ends inputs={inputs} ports={ports} />
      </>
    );
  }
  const sign = signOf(data);
  return (
    <>
      {inputs.map((input, index) => (
        <Handle
          key={input}
          {...{ id: input, type: 'target', position: Position.Top, className: 'canvas-handle' }}
          data-name={inputs.length > 1 ? input : undefined}
          style={{ left: at(index, inputs) }}
        />
      ))}
      <span className="canvas-icon" style={iconStyle(icon)} />
      <span className={cx('truncate font-medium', !sign && 'col-span-2')}>{label}</span>
      {sign && <span className={cx('text-[11px]', sign.look)}>{sign.word}</span>}
      {detail && <span className="col-span-3 truncate text-muted text-xs">{detail}</span>}
      {ports.map((port, index) => (
        <Handle
          key={port}
          {...{ id: port, type: 'source', position: Position.Bottom, className: 'canvas-handle' }}
          data-name={port === 'next' ? undefined : port}
          style={{ left: at(index, ports) }}
        />
      ))}
      {locked && sign?.word !== words.locked && <span className="sr-only">{words.locked}</span>}
    </>
  );
});

/** Where arrows begin and end, for React Flow to find: nobody aims at them from there. */
function Ends({ inputs, ports }: Pick<StepCardData, 'inputs' | 'ports'>) {
  return (
    <>
      {inputs.map((id, index) => (
        <i
          key={id}
          className="canvas-end target top-0"
          data-handleid={id}
          data-handlepos="top"
          style={{ left: at(index, inputs) }}
        />
      ))}
      {ports.map((id, index) => (
        <i
          key={id}
          className="canvas-end source bottom-0"
          data-handleid={id}
          data-handlepos="bottom"
          style={{ left: at(index, ports) }}
        />
      ))}
    </>
  );
}

const at = (index: number, all: readonly string[]) => `${((index + 1) / (all.length + 1)) * 100}%`;

const words = texts.canvas;
const { states } = words;

function signOf({ issues, disabled, locked, status }: StepCardData): { word: string; look: string } | null {
  if (disabled) return { word: words.off, look: 'text-muted' };
  if (issues.length > 0) return { word: `! ${issues.length}`, look: 'font-medium text-state-waiting' };
  if (status === 'failed') return { word: states.failed, look: 'text-state-failed' };
  if (status === 'running') return { word: states.running, look: 'text-state-working' };
  if (status === 'succeeded') return { word: states.succeeded, look: 'text-state-done' };
  return locked ? { word: words.locked, look: 'text-muted' } : null;
}
