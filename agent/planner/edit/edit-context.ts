import type { FlatChange } from '@/tools/flat-change';
import type { WorkflowFact } from '../facts';
import type { Reader } from '../grammar/reader';
import type { EditOptions } from './read-edit';

export interface EditContext extends EditOptions {
  text: string;
  workflow: WorkflowFact;
  reader: Reader;
}

/** What an edit rule makes of a message: changes, or a question that must be answered first. */
export interface Edit {
  changes: FlatChange[];
  assumptions?: readonly string[];
  unknown?: readonly string[];
  question?: { question: string; choices: readonly string[] };
  remark?: string;
}

export type EditRule = (context: EditContext) => Edit | null;

export const askWhich = (what: string, labels: readonly string[]): Edit => ({
  changes: [],
  question: { question: `Which ${what} do you mean?`, choices: labels },
});
