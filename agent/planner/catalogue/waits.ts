import { lemma } from '../language/verbs';

const span =
  '(?:\\d+|half an?|an?|one|two|three|four|five|six|seven|ten|twelve|fifteen|twenty|thirty) (?:seconds?|minutes?|mins?|hours?|days?|weeks?)';
const opening = '(^|[.;\\n]\\s*|,\\s*(?:and\\s+|then\\s+)*|\\b(?:and|then)\\s+(?:then\\s+)?)';

const verbOf = (clause: string) => lemma(/^(?:please |also |it |we )*(\p{L}+)/iu.exec(clause)?.[1] ?? '') !== null;

/** "after 3 days send …", "2 hours later post …", "post it after an hour": it waits, and then does it. */
export function rewordWaits(text: string): string {
  return text
    .replace(
      new RegExp(`${opening}(?:(?:after|in) (${span})|(${span}) later)(?:,\\s*|\\s+)(?=([^.;\\n]+))`, 'gi'),
      (all, lead: string, after: string | undefined, later: string | undefined, next: string) =>
        verbOf(next) ? `${lead.replace(/\b(?:and|then)\s+$/i, ', ')}wait ${after ?? later}, then ` : all,
    )
    .replace(
      new RegExp(`${opening}([^.;,\\n]+?) (?:after (?:waiting )?|in )(${span})(?=\\s*(?:[.;,\\n]|$))`, 'gi'),
      (all, lead: string, said: string, time: string) => {
        const [before, clause] = lastDeed(said);
        return verbOf(clause) &&
          !/\b(?:if|when|older|newer|every|each|wait|last|posted|published|keep|find|expires?)\b/i.test(clause)
          ? `${lead}${before}${before === '' ? '' : ', '}wait ${time}, then ${clause}`
          : all;
      },
    );
}

/** What is done last in a clause, and what is done before it. */
function lastDeed(clause: string): [before: string, last: string] {
  const starts = [...clause.matchAll(/\s+(?:and|then)\s+(?:then\s+)?(\p{L}+)/giu)].filter(
    ([, word]) =>
      lemma(word!) !== null &&
      !/^(?:e?mail|text|name|note|record|list|count|total|phone|message|date|time|title|book|tag|label)s?$/i.test(
        word!,
      ),
  );
  const at = starts.at(-1);
  return at === undefined
    ? ['', clause]
    : [clause.slice(0, at.index), clause.slice(at.index).replace(/^\s+(?:(?:and|then)\s+)+/i, '')];
}
