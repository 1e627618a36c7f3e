import type { Step } from '../plan';
import { answerAt } from './answer';
import { formAt } from './answer-forms';
import { type Figure, figureAt } from './figures';
import { answerVerbs } from './lexicon';
import { rowsNamedAt } from './many';
import { type Found, fieldAt, isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';
import { verbatimAt } from './verbatim';

type Aggregate = Extract<Step, { kind: 'aggregate' }>;

/** "answer with the number of rows in visits", "answer ⟨{n} so far⟩ where n is the number of rows", "answer them, highest total first". */
export function answeredFigureAt(p: Parse, from: number): Found<Step[]> | null {
  if (!answerVerbs.has(wordAt(p, from))) return null;
  const at = phraseAt(p, from + 1, 'back with|me with|with just|with|back|just|only') ?? from + 1;
  const figure = figureAt(p, at);
  if (figure) {
    const like = phraseAt(p, figure.end, ', like|, as|like|as|in the form|as text|, in the form');
    const text = like === null ? null : verbatimAt(p, phraseAt(p, like, 'this|:') ?? like);
    const body = text?.value ?? { kind: 'field' as const, name: figure.value.name };
    return { value: [...figure.value.steps, { kind: 'answer', body }], end: text?.end ?? figure.end };
  }
  const listed = answeredRows(p, at);
  if (listed) return listed;
  const answer = answerAt(p, from);
  if (answer === null) return null;
  const order = orderAt(p, answer.end);
  if (order) return { value: [order.value, answer.value], end: order.end };
  const where = phraseAt(p, answer.end, ', where|where|, with|with|(|, and');
  const told = where === null ? null : toldFigures(p, where);
  if (told === null) return null;
  return {
    value: [...told.value, answer.value],
    end: wordAt(p, told.end) === ')' ? told.end + 1 : told.end,
  };
}

/** "all rows of the table prices as JSON", "the rows of hours with that day, newest first". */
function answeredRows(p: Parse, from: number): Found<Step[]> | null {
  const found = rowsNamedAt(p, from);
  if (found === null) return null;
  const form = formAt(p, found.end);
  const body = form?.value ?? { kind: 'whole' as const };
  const at = form?.end ?? found.end;
  const order = orderAt(p, at);
  const end = order?.end ?? at;
  if (!isEnd(p, end) && !/^(?:,|if|otherwise|and|when|unless)$/.test(wordAt(p, end))) return null;
  return { value: [found.value, ...(order ? [order.value] : []), { kind: 'answer', body }], end };
}

/** "n is the number of rows in visits and mean is the average of their age": figures, each by its name. */
function toldFigures(p: Parse, from: number): Found<Step[]> | null {
  let steps: Step[] | null = null;
  let end = from;
  for (let at: number | null = from; at !== null; at = phraseAt(p, end, ', and|and|,')) {
    const one = toldFigure(p, at);
    if (one === null) break;
    steps = steps === null ? one.value : merged(steps, one.value);
    end = one.end;
    if (steps === null) return null;
  }
  return steps && { value: steps, end };
}

function toldFigure(p: Parse, from: number): Found<Step[]> | null {
  const sign =
    kindAt(p, from) === 'word'
      ? phraseAt(p, from + (wordAt(p, from) === 'the' ? 2 : 1), 'is|being|=|means|stands for|as')
      : null;
  const told: Found<Figure> | null = sign === null ? null : figureAt(p, sign);
  if (told === null || sign === null) return null;
  const as = nameBefore(p, sign);
  const steps = told.value.steps.map(step =>
    step.kind === 'aggregate' ? { ...step, operations: step.operations.map(each => ({ ...each, as })) } : step,
  );
  return { value: steps, end: told.end };
}

/** Several figures of the same rows are taken at once; of different rows they cannot be. */
function merged(before: readonly Step[], more: readonly Step[]): Step[] | null {
  const first = before.at(-1) as Aggregate;
  const next = more.at(-1) as Aggregate;
  const source = (steps: readonly Step[]) => JSON.stringify(steps.slice(0, -1));
  if (more.length > 1 && source(before) !== source(more)) return null;
  return [...before.slice(0, -1), { ...first, operations: [...first.operations, ...next.operations] }];
}

const nameBefore = (p: Parse, sign: number): string => {
  let at = sign - 1;
  while (/^(?:is|being|=|means|for|stands|as)$/.test(wordAt(p, at))) at -= 1;
  return p.tokens[at]!.raw;
};

const falling = 'highest|largest|biggest|most|newest|latest|greatest|longest';
const rising = 'lowest|smallest|cheapest|fewest|oldest|earliest|least|shortest';

/** ", highest total first", ", sorted by name": the order in which rows are answered. */
function orderAt(p: Parse, from: number): Found<Step> | null {
  if (p.many === null) return null;
  const by = phraseAt(
    p,
    from,
    ', sorted by the|, sorted by|sorted by|, ordered by|ordered by|, in order of|in order of',
  );
  const at = by ?? phraseAt(p, from, ', with the|, the|,') ?? from;
  const down = by === null ? phraseAt(p, at, falling) : null;
  const up = by === null ? phraseAt(p, at, rising) : null;
  const start = by ?? down ?? up;
  const field = start === null ? null : fieldAt(p, start);
  if (field === null) return null;
  const first = phraseAt(
    p,
    field.end,
    by === null ? 'first|on top' : 'descending|, descending|from high to low|, highest first|highest first',
  );
  if (by === null && first === null) return null;
  const end = first ?? field.end;
  if (!isEnd(p, end)) return null;
  const descending = by === null ? down !== null : first !== null;
  return { value: { kind: 'sort', by: [{ field: field.value, descending }] }, end };
}
