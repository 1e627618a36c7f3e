import { texts } from '../../_ui/texts';
import type { WorkflowView } from '../_components/workflow-view';

const words = texts.share;
const sentences = { view: words.viewOnly, run: words.mayRun, edit: words.mayEdit };

/** For whom it does not belong to: what they may do with it, and with whose keys it runs. */
export function SharedNote({ permission }: Pick<WorkflowView, 'permission'>) {
  if (permission === 'own') return null;
  const sentence = permission === null ? words.publicOnly : sentences[permission];
  return <p className="border-line border-b bg-sunken px-4 py-1.5 text-[13px] text-muted">{sentence}</p>;
}
