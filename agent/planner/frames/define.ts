import { readValue } from '../grammar/value';
import type { Step, Value } from '../plan';
import { choiceAt, isKnown } from './choice-values';
import { inCaseAt, joinedAt } from './joined-texts';
import { auxiliaries, stops } from './lexicon';
import { separatorAt } from './names';
import { operandAt } from './operands';
import { addMade, type Found, fieldAt, isEnd, kindAt, literalAt, type Parse, phraseAt, textOf, wordAt } from './parse';
import { changedAt, treatedAt } from './treated-values';

type SetStep = Extract<Step, { kind: 'set' }>;

const makes =
  'compute|computes|calculate|calculates|work out|works out|make|build|determine|figure out|get|define|create|set|form|let';
const equals =
  'should be calculated as|must be calculated as|is calculated as|is computed as|should be|shall be|will be|is to be|is always|is then|amounts to|equals|becomes|is|are|=|:=|means|be';
const from =
  'out of|from|as|by taking|by joining|by multiplying|by|=|:|which is|, which is|, that is|that is|being|, being';

/** "total = metres * price", "work out cost as rate times days", "make full_name out of first and last": a value of its own. */
export function defineAt(p: Parse, start: number): Found<SetStep[]> | null {
  const verb = phraseAt(p, start, makes);
  const treated = treatedAt(p, start);
  if (treated) return treated;
  const changed = changedAt(p, start);
  if (changed) return changed;
  const one = definedAt(p, verb ?? start, { commanded: verb !== null });
  if (one === null) return null;
  const steps = [one.value];
  let { end } = one;
  // "… and badge, which is full_name in upper case"
  for (let next = separatorAt(p, end); next !== null; next = separatorAt(p, end)) {
    const more = definedAt(p, phraseAt(p, next, makes) ?? next, { commanded: true });
    if (more === null) break;
    steps.push(more.value);
    end = more.end;
  }
  return { value: steps, end };
}

function definedAt(p: Parse, start: number, { commanded }: { commanded: boolean }): Found<SetStep> | null {
  const at =
    phraseAt(p, start, 'the field|a field|the new field|a new field|new field|field|the|a|an|its|their') ?? start;
  const code = literalAt(p, at);
  const isName =
    code?.kind === 'code' || (kindAt(p, at) === 'word' && !stops.has(wordAt(p, at)) && !auxiliaries.has(wordAt(p, at)));
  if (!isName) return null;
  const known = fieldAt(p, at);
  const two =
    known === null &&
    kindAt(p, at + 1) === 'word' &&
    !stops.has(wordAt(p, at + 1)) &&
    phraseAt(p, at + 2, equals) !== null;
  const nameEnd = known?.end ?? (two ? at + 2 : at + 1);
  const sign = phraseAt(
    p,
    nameEnd,
    commanded && wordAt(p, start - 1) === 'set' ? `to|${from}|${equals}` : commanded ? `${from}|${equals}` : equals,
  );
  if (sign === null) return null;
  const value =
    choiceAt(p, sign) ?? expressionAt(p, sign) ?? (known && p.made.has(known.value) ? plainAt(p, sign) : null);
  if (value === null) return null;
  const name =
    known?.value ??
    (code?.kind === 'code'
      ? code.text
      : p.tokens
          .slice(at, nameEnd)
          .map(({ raw }) => raw)
          .join('_'));
  addMade(p, name);
  return { value: { kind: 'set', fields: [{ name, value: value.value }] }, end: value.end };
}

/** "otherwise tax is 0": what was computed on another way is set to a value of its own. */
function plainAt(p: Parse, from: number): Found<Value> | null {
  const value = operandAt(p, from);
  return value && (isEnd(p, value.end) || /^(?:,|and|then)$/.test(wordAt(p, value.end))) ? value : null;
}

/** What is computed, as far as it can be read; nothing when it is only a name or a number. */
function expressionAt(p: Parse, start: number): Found<Value> | null {
  const joined = joinedAt(p, start);
  if (joined) return inCaseAt(p, joined);
  let last = start;
  while (!isEnd(p, last)) last += 1;
  const cuts = [last];
  for (let at = last; at > start + 1; at -= 1)
    if (
      /^(?:,|and|then|if|when|but)$/.test(wordAt(p, at)) ||
      (kindAt(p, at) === 'word' && /^(?:answer|reply|save|store|respond|return)$/.test(wordAt(p, at)))
    )
      cuts.push(at);
  for (const end of cuts) {
    const text = textOf(p, start, end);
    if (/⟨/.test(text)) continue;
    const value = readValue(text, p.reader);
    if (value !== null && (value.kind === 'sum' || value.kind === 'call') && isKnown(p, value)) return { value, end };
  }
  return null;
}
