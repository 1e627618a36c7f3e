import { InlineText } from '../../_ui/inline-text';
import { Notice } from '../../_ui/notice';

/** What is still to be done about a workflow, one notice each. */
export function Findings({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 border-line border-t p-3">
      {sentences.map(sentence => (
        <li key={sentence}>
          <Notice tone="waiting">
            <InlineText text={sentence} />
          </Notice>
        </li>
      ))}
    </ul>
  );
}
