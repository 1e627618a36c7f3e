'use client';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import CircleAlert from 'lucide-react/icons/circle-alert';
import type { StepData } from '@/engine/diagram/to-canvas';
import { cx } from '../../_ui/cx';
import { NodeIcon } from '../../_ui/node-icon';
import { StateSign } from '../../_ui/state-sign';

const edges: Record<StepData['kind'], string> = {
  trigger: 'border-l-kind-trigger',
  logic: 'border-l-kind-logic',
  data: 'border-l-kind-data',
  action: 'border-l-kind-action',
  ai: 'border-l-kind-ai',
};

/** A step as a card: what it is, what it will do, how it did last time. */
export function StepNode({ data, selected }: NodeProps<Node<StepData, 'step'>>) {
  const { label, detail, icon, kind, ports, hasInput, status, issues, disabled } = data;
  return (
    <div
      title={[label, detail, ...issues].filter(Boolean).join('\n')}
      className={cx(
        'flex h-[72px] w-[200px] flex-col justify-center gap-0.5 rounded-md border border-line-strong border-l-[3px] bg-raised px-2.5 text-left text-[13px] text-text',
        edges[kind],
        selected && 'outline-2 outline-accent',
        disabled && 'opacity-50',
      )}
    >
      {hasInput && <Handle type="target" position={Position.Top} id="in" isConnectable={false} />}
      <span className="flex items-center gap-1.5">
        <NodeIcon name={icon} size={14} />
        <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
        {issues.length > 0 && <CircleAlert size={14} className="shrink-0 text-state-waiting" />}
      </span>
      <span className="truncate text-muted text-xs">{detail}</span>
      {status && <StateSign state={status} className="text-[11px]!" />}
      {ports.map((port, index) => (
        <Handle
          key={port}
          id={port}
          type="source"
          position={Position.Bottom}
          isConnectable={false}
          style={{ left: `${((index + 1) / (ports.length + 1)) * 100}%` }}
        />
      ))}
    </div>
  );
}
