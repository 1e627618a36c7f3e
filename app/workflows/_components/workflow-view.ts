import type { SharePermission } from '@/database/shares';
import type { NodeStatus } from '@/engine/run/node-execution';
import type { Issue } from '@/engine/workflow/issue';
import type { ListedRun } from '../../runs/_components/listed-run';
import type { Address } from './address-list';
import type { Schedule } from './schedule-list';

/** A trigger, to start a run from. */
export interface TriggerView {
  nodeId: string;
  label: string;
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
  stepCount: number;
  triggers: readonly TriggerView[];
  issues: readonly Issue[];
  versions: readonly VersionView[];
  runs: readonly ListedRun[];
  /** How each step did in the last run, by key; empty where that was another version. */
  statuses: Readonly<Record<string, NodeStatus>>;
  effects: readonly string[];
  addresses: readonly Address[];
  schedules: readonly Schedule[];
  chatId: string | null;
  /** What the person who looks may do; null: it is merely public. */
  permission: 'own' | SharePermission | null;
}

/** As many of the newest runs are shown with the workflow; the rest are on the page of all runs. */
export const mostRuns = 30;

/** Above this a diagram is too large to take in at once, and takes seconds to draw: the canvas shows a part of it. */
const mostInDiagram = 120;

export const firstTab = (view: Pick<WorkflowView, 'stepCount'>): string => (isLarge(view) ? 'canvas' : 'diagram');

export const isLarge = ({ stepCount }: Pick<WorkflowView, 'stepCount'>): boolean => stepCount > mostInDiagram;
