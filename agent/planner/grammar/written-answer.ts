import { readMentioned } from '../catalogue/read-step';
import { hasMeaning } from '../language/verbs';
import type { Step } from '../plan';
import { readAnswer } from './answer';
import type { Clause } from './clause';
import type { Reader } from './reader';

/** "answer with a generated text from them": a model writes what is answered. */
export function readWrittenAnswer({ verb, rest }: Clause, reader: Reader): Step[] | null {
  if (!hasMeaning(verb, 'answer')) return null;
  const said = /^(?:with )?an? (?:ai[- ])?(?:generated|written|drafted) (?:text|answer|reply|response)\b(.*)$/i.exec(
    rest,
  );
  if (!said) return null;
  const written = readMentioned(`generate a text${said[1]}`, reader);
  const answer = readAnswer({ verb: 'answer', rest: 'with the text', text: 'answer with the text' }, reader);
  return written && answer ? [written, answer] : null;
}
