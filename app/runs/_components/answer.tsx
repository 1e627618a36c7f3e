import type { Answer as AnswerValue } from '@/engine/run/execution';
import { JsonView } from '../../_ui/json-view';
import { texts } from '../../_ui/texts';

/** What the caller of a webhook was answered. */
export function Answer({ answer }: { answer: AnswerValue }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="text-[13px] text-muted">{texts.run.answered(answer.status)}</span>
      {typeof answer.body === 'string' ? (
        <pre className="max-h-60 overflow-auto whitespace-pre-wrap break-words rounded-md bg-sunken px-3 py-2 font-mono text-[13px]">
          {answer.body || texts.run.emptyAnswer}
        </pre>
      ) : (
        <JsonView value={answer.body} />
      )}
    </div>
  );
}
