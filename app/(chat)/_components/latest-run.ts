'use client';
import { createContext, useContext } from 'react';
import type { NodeStatus } from '@/engine/run/node-execution';

export interface LatestRun {
  workflowId: string;
  version: number;
  statuses: Readonly<Record<string, NodeStatus>>;
}

const Context = createContext<LatestRun | null>(null);
export const LatestRunProvider = Context.Provider;

/** How the steps of this version did in the newest run that the conversation shows. */
export function useLatestStatuses(workflowId: string, version: number) {
  const run = useContext(Context);
  return run && run.workflowId === workflowId && run.version === version ? run.statuses : undefined;
}
