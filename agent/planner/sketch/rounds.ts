import { shorten } from '../language/names';
import { toCount } from '../language/numbers';
import type { Step } from '../plan';
import { type Draft, isSource } from './outline-deeds';

/** "loops through the orders", "in batches of 10", "each row": told plainly enough for a loop of its own. */
const rounds =
  /\b(?:loop(?:s|ing)? (?:through|over)|iterat\w+ (?:through|over)|one by one|one at a time|(?:in|into) (?:small |smaller )?batches|batches of|for each (?!day|week|month|morning|hour|user|recommended)\w+|each (?:line item|record|row|group|lead|item|entry|product|url|page|email|company|contact|file|order|ticker|keyword)s?\b(?! (?:in|of) (?:the|your))|crawl\w* (?:linked|all|every)|individually)\b/i;

const size = /\b(?:batches|groups|chunks) of (\d+|two|three|five|ten|twenty|fifty)\b/i;

/** What gathers the rounds again, or tells of all of them at once. */
const gathers = /\b(?:merge|combine|digest|report|newsletter|overview|all (?:results|topics|summaries)|aggregate)\b/i;

/** The steps that are repeated stand inside a loop; what is fetched before and what gathers behind, outside of it. */
export function looped({ steps, repeats, reader }: Draft, message: string): Step[] {
  const told = rounds.exec(message);
  if (!repeats && told === null) return steps;
  const first = steps.findIndex(isSource);
  const listed = steps.map((step, at) => (at === first && step.kind === 'missing' ? { ...step, list: true } : step));
  if (told === null) {
    if (first >= 0)
      reader.assumptions.push(
        'What is fetched becomes one item for each entry, and the steps behind it run once for each.',
      );
    return listed;
  }
  const from = listed.findIndex(step => !isSource(step));
  const behind = listed.findIndex((step, at) => at > from && gathers.test(wordsOf(step)));
  const to = behind < 0 ? listed.length : behind;
  if (from < 0 || to <= from) return listed;
  const count = toCount(size.exec(message)?.[1]?.toLowerCase() ?? '');
  const label = count ? `In batches of ${count}` : shorten(labelOf(told[0]), 60);
  const mode = /batch/i.test(told[0]) ? 'batch' : 'each';
  const loop: Step = { kind: 'loop', mode, label, steps: listed.slice(from, to), ...(count ? { size: count } : {}) };
  return [...listed.slice(0, from), loop, ...listed.slice(to)];
}

const labelOf = (words: string) =>
  /^(?:for )?each/i.test(words)
    ? `For ${words.replace(/^for /i, '').toLowerCase()}`
    : /batch/i.test(words)
      ? 'In batches'
      : 'One by one';

const wordsOf = (step: Step): string =>
  step.kind === 'missing' ? step.what : step.kind === 'other' ? step.text : step.kind === 'open' ? step.label : '';
