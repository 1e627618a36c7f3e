import type { Explanation } from '@/engine/explain/explanation';
import { InlineText } from '../../_ui/inline-text';
import { valueText } from '../../_ui/item-text';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';

const signs = { works: 'done', fails: 'failed', untested: 'waiting' } as const;

/** Cause, evidence with paths, and the proposed change with its proof. */
export function Explained({ explanation }: { explanation: Explanation }) {
  const { sentence, evidence, fix, nextStep } = explanation;
  return (
    <>
      <p className="max-w-[72ch] whitespace-pre-line break-words">
        <InlineText text={sentence} />
      </p>
      {evidence.length > 0 && (
        <dl
          aria-label={texts.failure.evidence}
          className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2 text-[13px]"
        >
          {evidence.map(({ node, path, value }) => (
            <div key={`${node} ${path}`} className="flex min-w-0 flex-wrap gap-x-3 font-mono">
              <dt className="text-muted">
                {node}
                {path && ` · ${path}`}
              </dt>
              <dd className="min-w-0 break-words">{valueText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {fix && (
        <div className="flex flex-col gap-1.5">
          <span className="text-[13px] text-muted">{texts.failure.proposal}</span>
          <ul className="flex flex-col gap-0.5 border-state-done border-l-2 pl-3">
            {fix.summary.map(line => (
              <li key={line} className="break-words">
                <InlineText text={line} />
              </li>
            ))}
          </ul>
          {fix.proof && <StateSign state={signs[fix.proof.status]} word={texts.failure.proof[fix.proof.status]} />}
          {fix.proof && <p className="text-[13px] text-muted">{fix.proof.sentence}</p>}
        </div>
      )}
      {nextStep && (
        <p className="max-w-[72ch] break-words text-muted">
          <InlineText text={nextStep} />
        </p>
      )}
    </>
  );
}
