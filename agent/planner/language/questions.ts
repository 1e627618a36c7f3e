const aux = '(?:does|do|did|is|are|was|has|have)';
const subject = '((?:the |its |their |his |her |an? )?[\\p{L}_][\\p{L}\\d_]*(?: field)?|it|they)';
const yes = '(?:then|if so|if yes|if it does|if it is|in that case|yes)';

const third: Readonly<Record<string, string>> = { have: 'has', do: 'does', be: 'is' };
const withEnding = (verb: string) =>
  third[verb.toLowerCase()] ?? (/(?:s|x|ch|sh)$/i.test(verb) ? `${verb}es` : `${verb}s`);

/** "Does the message contain "refund"? Then …", "Is the amount over 100? Yes: …": a question whose answer decides. */
const asked = new RegExp(
  `(^|[.;:\\n]\\s*)(?:and |now |so )?${aux} ${subject} (?!there\\b)([^.;?\\n]+)\\?\\s*(?:${yes}\\b[,:]?\\s*|→\\s*)?(?=(\\S+))`,
  'giu',
);
/** "If not:", "No:" behind it. */
const denied = /(?<=[.;,\n]\s*)(?:no|if not|not)\s*[:→]\s*/giu;

/** Questions that decide, as the conditions they stand for. */
export function questionsAsConditions(text: string): string {
  let found = false;
  const told = text.replace(asked, (whole, before: string, what: string, rest: string) => {
    const verb = new RegExp(`^${before.replace(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&')}(?:and |now |so )?(${aux})`, 'i')
      .exec(whole)?.[1]
      ?.toLowerCase();
    if (verb === undefined || /\btable\b/i.test(`${what} ${rest}`)) return whole;
    found = true;
    const does = /^(?:does|do|did)$/.test(verb);
    const predicate = does
      ? rest.replace(/^(not )?([\p{L}]+)/u, (_all, not: string | undefined, word: string) =>
          not ? `does not ${word}` : withEnding(word),
        )
      : `${verb} ${rest}`;
    return `${before}if ${what} ${predicate}, `;
  });
  return found ? told.replace(denied, 'otherwise ') : told;
}
