import { toFieldName } from '../language/names';
import { namesIn } from './introduction';
import type { Reader } from './reader';

/** Something said in brackets, with the words in front of it. */
const aside = /(?:\b(the|an?|his|her|their|its|our|my) ([\p{L}_-]+(?: [\p{L}_-]+)?) )?\s*\(([^()\n]{1,120})\)/giu;

const forms =
  /^(?:(?:an?|the|as|in) )*(?:yes|no|true|false|date|numbers?|texts?|string|integer|boolean|time|whole|format|optional|required|iso)\b(?!.*\bif\b)[^,]*$/i;
const statusCode = /^(?:(?:http|status|code|with|error|=|:) ?)*([1-5]\d\d)(?: \w+)?$/i;
const alias = /^(?:the |its )?(?:field|key|column)(?: (?:is|called|named|name))*:? ([\p{L}_]\w*)$/iu;
const columns = /^(?:it|which|that)? ?(?:has|with|contains|having|columns?|fields?)\b/i;

/**
 * What stands in brackets is no clause of its own: a list of fields belongs to the thing in front of it, "(404)" to the
 * answer, "(yes or no)" tells a form.
 */
export function readAsides(text: string, reader: Reader): string {
  return text.replace(
    aside,
    (all: string, the: string | undefined, noun: string | undefined, inside: string, offset: number) => {
      const before = the === undefined ? '' : `${the} ${noun} `;
      const plain = inside.trim();
      if (/\b(?:minus|plus|times)\b|\s[*+/]\s/.test(plain)) return all;
      const status = statusCode.exec(plain)?.[1];
      if (status) return `${before.trimEnd()} with status ${status}`;
      const name = alias.exec(plain)?.[1];
      if (name)
        return the === undefined || /web ?hook|post|request/i.test(noun!)
          ? `${before.trimEnd()} with ${name}`
          : `the ${name}`;
      if (forms.test(plain)) return before.trimEnd();
      const head = text.slice(0, offset);
      if (columns.test(plain) && /\btable\b[^.]*$/i.test(head + before)) return before.trimEnd();
      const names = namesIn(plain, reader);
      if (names === null || /⟨u\d+⟩\s*$/.test(head) || /\b(?:space|blank|comma)\b/i.test(plain)) return all;
      return listOf(names, { before, head, plain });
    },
  );
}

const saving =
  /\b(?:save|store|put|add|insert|write|log|keep|record|register|send|post|forward|append)s?\s*(?:it\s*)?$/i;

/** "save the request (employee, amount)": the fields instead of the thing; "a payment is posted (customer, amount)": with them. */
function listOf(
  names: readonly string[],
  { before, head, plain }: { before: string; head: string; plain: string },
): string {
  // "comes in (holiday request)": a remark.
  if (
    names.length === 1 &&
    /\s/.test(plain) &&
    /\b(?:comes?|arrives?|sent|posted|received)(?: in)?\s*$/i.test(head + before)
  )
    return before.trimEnd();
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]!;
  if (saving.test(head) && names.length > 1) return ` ${list}`;
  if (names.length > 1 || /^[a-z_]+$/.test(plain) === false) {
    const clause = head.split(/[.;\n]/).at(-1)!;
    return names.length > 1 || /\bwebhook\b/i.test(clause) ? `${before.trimEnd()} with ${list}` : ` (${plain})`;
  }
  return `${before.trimEnd()}${toFieldName(plain) === plain && /\b(?:webhook|post)\b/i.test(head) && before === '' ? ` with ${plain}` : ` (${plain})`}`;
}
