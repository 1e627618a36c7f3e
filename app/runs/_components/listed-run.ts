import type { Execution } from '@/engine/run/execution';

export interface ListedRun {
  id: string;
  workflowId: string;
  workflowName: string;
  version: number;
  status: Execution['status'];
  mode: Execution['mode'];
  startedBy: Execution['startedBy'];
  error: Execution['error'];
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}
