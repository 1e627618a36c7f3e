import { stem } from '../catalogue/stems';
import { literalOf } from '../language/literals';
import { singular } from '../language/names';
import type { EditContext } from './edit-context';
import { type Arm, armsOf, askedBy } from './graph';

const elseWords =
  /^(?:(?:for |in |with )?(?:all |any )?(?:the )?(?:others?|other (?:cases?|ones|\w+)|rest|remaining \w+)|(?:for )?(?:everything|everyone|anyone|anything) else|otherwise|else|if not|in (?:the |any |all |every )?other cases?)$/i;
const dull =
  /^(?:the|a|an|for|in|with|when|if|it|is|are|its|case|cases|ones?|of|on|that|those|these|to|also|and|answer|reply|where|who|which|get|gets|says?|answered|stored|saved|table|items?|orders?|requests?|posts?|messages?|people|all|then|there|branch|path|side|way|arm|step|result)$/i;

/** The way out of a decision that a phrase speaks of: "the big ones", "the other case", "not found", "DE". */
export function armOf(phrase: string, { workflow, reader }: EditContext): Arm | readonly Arm[] | null {
  const arms = armsOf(workflow);
  const plain = phrase.trim().replace(/^(?:and |but |so |also )+/i, '');
  if (elseWords.test(plain)) {
    const others = arms.filter(
      ({ port, own }) =>
        /^(?:no|otherwise)$/.test(port) && !own.some(node => node.type === 'core.if' || node.type === 'core.switch'),
    );
    return others.length === 1 ? others[0]! : others.length === 0 ? null : others;
  }
  const words = (
    restored(plain, reader)
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? []
  )
    .filter(word => !dull.test(word))
    .map(word => stem(singular(word)));
  if (words.length === 0) return null;
  const scored = arms
    .map(arm => ({ arm, score: words.filter(word => wordsOf(arm).has(word)).length }))
    .filter(({ score }) => score > 0);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const chosen = scored.filter(({ score }) => score === best).map(({ arm }) => arm);
  // A way that leads to another decision is meant only when nothing nearer is.
  const inner = chosen.filter(
    ({ own }) => !chosen.some(other => other.decision !== chosen[0]!.decision && own.includes(other.decision)),
  );
  if (best < Math.ceil(words.length / 2) || chosen.length === 0) return null;
  return inner.length === 1 ? inner[0]! : chosen.length === 1 ? chosen[0]! : chosen;
}

const restored = (text: string, reader: EditContext['reader']) =>
  text.replace(/⟨[qc]\d+⟩/g, mark => literalOf(mark, reader.literals)?.text ?? mark);

function wordsOf({ decision, port, own }: Arm): Set<string> {
  const asked =
    port === 'yes'
      ? askedBy(decision).flatMap(({ right, operator }) => (/^not_|less/.test(operator) ? [] : [String(right ?? '')]))
      : [];
  const told = own.flatMap(({ type, params }) =>
    type === 'core.respond'
      ? [JSON.stringify(params.body ?? '')]
      : type === 'core.data-table'
        ? [String(params.table ?? '')]
        : [],
  );
  const text = [...asked, ...told, /^(?:yes|no|otherwise)$/.test(port) ? '' : port].join(' ').toLowerCase();
  return new Set((text.match(/[\p{L}\d]+/gu) ?? []).map(word => stem(singular(word))));
}
