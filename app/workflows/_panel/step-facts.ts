import type { Issue } from '@/engine/workflow/issue';
import type { Shape } from '@/engine/workflow/shape';
import type { StepRecord } from '../../runs/_components/step-records';
import type { FormField } from './core/form-model';

export interface CredentialOption {
  id: string;
  name: string;
  integrationName: string;
}

/** What the panel of one step shows beside its settings: made on the server from what is saved and what ran. */
export interface StepFacts {
  nodeId: string;
  title: string;
  summary: string;
  isTrigger: boolean;
  /** It reaches others, so a real run asks first. */
  fields: readonly FormField[];
  issues: readonly Issue[];
  /** Null where it works without one. */
  credential: { required: boolean; options: readonly CredentialOption[] } | null;
  /** What stands for `item`, `nodes`, `trigger` … here. */
  scope: Shape;
  /** What would arrive if it ran now; null where no run has come this far. */
  input: { items: readonly Record<string, unknown>[]; total: number } | null;
  /** What it did last time. */
  last: { executionId: string; record: StepRecord } | null;
}
