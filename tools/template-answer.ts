import type { OpenSlot } from '@/engine/templates/open-slots';
import type { ChangeAnswer } from './change-reply';
import type { RunReport } from './run-report';

/** What a model and a card are told after a template became a workflow: saved facts only. */
export interface TemplateAnswer extends ChangeAnswer {
  template: { id: string; name: string };
  /** What is still to be filled in before it may do anything for real. */
  open: readonly Pick<OpenSlot, 'name' | 'kind' | 'label' | 'nodeKey' | 'example'>[];
  /** The first test run; null where nothing starts it. */
  run: RunReport | null;
}
