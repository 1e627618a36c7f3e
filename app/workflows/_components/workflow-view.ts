import type { Canvas } from '@/engine/diagram/to-canvas';
import type { Issue } from '@/engine/workflow/issue';
import type { Item, NodeOptions, Workflow } from '@/engine/workflow/schema';
import type { ListedRun } from '../../runs/_components/listed-run';
import type { StepRecord } from '../../runs/_components/step-records';
import type { Address } from './address-list';
import type { Schedule } from './schedule-list';

export interface StepView {
  key: string;
  label: string;
  type: string;
  title: string;
  summary: string;
  /** One line of what it does with its main values. */
  detail: string;
  params: Readonly<Record<string, unknown>>;
  options: NodeOptions;
  isTrigger: boolean;
  nodeId: string;
}

export interface VersionView {
  version: number;
  name: string | null;
  author: string;
  summary: string;
  restores: number | null;
  createdAt: string;
}

/** Everything a screen shows of one workflow: plain values, made on the server. */
export interface WorkflowView {
  id: string;
  name: string;
  version: number;
  isActive: boolean;
  /** The version that is on; the one shown may be ahead of it. */
  activeVersion: number | null;
  updatedAt: string;
  /** Mermaid text. */
  diagram: string;
  canvas: Canvas;
  steps: readonly StepView[];
  /** As it is saved. */
  workflow: Workflow;
  issues: readonly Issue[];
  versions: readonly VersionView[];
  runs: readonly ListedRun[];
  lastRun: { id: string; steps: Readonly<Record<string, StepRecord>> } | null;
  effects: readonly string[];
  addresses: readonly Address[];
  schedules: readonly Schedule[];
  /** An item each trigger could give, by node id: what the field for one's own input starts with. */
  examples: Readonly<Record<string, readonly Item[]>>;
  chatId: string | null;
}
