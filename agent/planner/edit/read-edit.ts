import type { Intent } from '../decision';
import type { WorkflowFact } from '../facts';
import type { IntentOptions } from '../intent';

export interface EditOptions extends IntentOptions {
  workflow: WorkflowFact;
  timeZone: string;
}

export function readEdit(_said: string, _options: EditOptions): Intent {
  return { changes: [], assumptions: [], unknown: [] };
}
