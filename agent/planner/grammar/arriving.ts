import { singular } from '../language/names';

const thing = '(?:web ?hook|post|request|call|[\\p{L}-]+)s?(?: (?:calls?|requests?|posts?))?';
const every = '(?:every|each|any|all(?: the)?|the|an?)';
const comes =
  '(?:that|which|who)? ?(?:(?:is|are|gets?|was) )?(?:posted|received|sent(?: in)?|submitted|coming in|comes? in|arrives?|arriving|incoming)(?: (?:by|via|through|over|to|at|on) (?:us|me|(?:an?|the|my|our) (?:web ?hook|endpoint|post)))?';
const list =
  '(?:with|containing|having) (?:the )?(?:fields? )?([\\p{L}_][\\p{L}\\d_]*(?:(?:, | and |, and )[\\p{L}_][\\p{L}\\d_]*)*)';
const which = '(?:that (?:has|have|is|are)|with an?|with the|with|whose|where) ([^,.;]+?)';
const modal = '((?:should|must|shall|will|is|are|gets?|has to|have to|needs? to)\\b[^.;]*)';
const verb = '(save|store|forward|log|record|write|put|add|insert|keep|send|post|pass on|register|collect|append)';
const to = '((?:on )?(?:to|in|into|at)\\b[^.;]*)';

/** "Every sale sent to my webhook …": without a "that". */
const bare = '(?:posted|received|sent|submitted) (?:in|by|via|through|over|to|at|on)\\b';
const isHook = /^(?:incoming |new |posted )*(?:web ?hooks?|posts?|requests?|calls?|POSTs?)\b/i;

/**
 * "Save every webhook call with visitor and page to visits", "every booking that gets posted should be stored": what
 * comes in is the object of what is done with it. It is said first, in a sentence of its own.
 */
export function arrivingFirst(text: string): string {
  return text.replace(/(^|[.;\n]\s*)([^.;\n]+)/g, (all, lead: string, sentence: string) => {
    const said = active(sentence) ?? passive(sentence) ?? answered(sentence);
    return said === null ? all : `${lead}${said}`;
  });
}

function active(sentence: string): string | null {
  const match = new RegExp(
    `^(?:please )?${verb} (?:${every} )?((?:incoming |new |posted |received )*${thing})(?: ${comes})?(?: ${list})?(?: ${which})? ${to}$`,
    'iu',
  ).exec(sentence);
  if (!match || !arrives(match[2]!, sentence)) return null;
  const [, does, noun, fields, condition, rest] = match;
  return told({
    noun: noun!,
    fields,
    condition,
    clause: `${does!.toLowerCase()} ${fields && /^post$/i.test(does!) ? fields : 'it'} ${rest}`,
  });
}

/** "Answer "ok" to any order posted, unless …": what is answered to, then the answer. */
function answered(sentence: string): string | null {
  const match =
    /^(?:please )?((?:answer|reply|respond)(?: with)? (?:⟨[qj]\d+⟩)) to (?:any|every|each|all)(?: the)? (?:incoming |new |posted )*([\p{L}-]+?)s?(?: (?:that |which )?(?:(?:is|are|gets?) )?(?:posted|sent|received|submitted|comes? in|arrives?|coming in)(?: (?:to|by|via|through|over) (?:us|me|(?:an?|the|my|our) web ?hook))?)(.*)$/iu.exec(
      sentence,
    );
  return match && told({ noun: match[2]!, fields: undefined, condition: undefined, clause: `${match[1]}${match[3]}` });
}

function passive(sentence: string): string | null {
  const match = new RegExp(
    `^${every} ((?:incoming |new |posted |received )*${thing})(?: ${comes})?(?: ${list})?(?: ${which})? ${modal}$`,
    'iu',
  ).exec(sentence);
  if (!match || !arrives(match[1]!, sentence)) return null;
  const [, noun, fields, condition, rest] = match;
  if (/^(?:is|are|gets?) (?:posted|received|sent|submitted)\b/i.test(rest!)) return null;
  return told({ noun: noun!, fields, condition, clause: `it ${rest}` });
}

const arrives = (noun: string, sentence: string) =>
  (isHook.test(noun) ||
    new RegExp(`^\\S+ ${noun} ${bare}`, 'iu').test(sentence) ||
    /^(?:incoming|posted|received)\b/i.test(noun) ||
    new RegExp(`\\b(?:that|which) ${comes.replace('(?:that|which|who)? ?', '')}`, 'iu').test(sentence)) &&
  !/\btables? |\bfeed\b|⟨u\d+⟩.*\btable\b/.test(noun);

function told({
  noun,
  fields,
  condition,
  clause,
}: {
  noun: string;
  fields: string | undefined;
  condition: string | undefined;
  clause: string;
}): string {
  const plain = noun.replace(/^(?:(?:incoming|new|posted|received) )+/i, '');
  const name = isHook.test(plain) ? '' : ` for ${singular(plain.toLowerCase())}s`;
  const opening = `webhook${name}${fields ? ` with ${fields}` : ''}. `;
  return condition ? `${opening}if ${condition}, ${clause}` : `${opening}${clause}`;
}
