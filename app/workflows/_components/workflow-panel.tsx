'use client';
import type { ReactNode } from 'react';

export function WorkflowPanel({ end }: { workflowId: string; stamp: string; end: ReactNode }) {
  return <div>{end}</div>;
}
