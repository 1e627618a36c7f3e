const subject = '((?:the |its |their |an? )?[\\p{L}_][\\p{L}\\w]*)';
const duty = '(?:must|has to|have to|needs? to|should)';
const deed = '(be|contain|include|start with|begin with|end with)';
const otherwise =
  '(?:or else|else|otherwise|if (?:it|they|that) (?:does not|is not|do not|are not)|if not|(?:anything|everything|any other [\\p{L}]+|everyone|all) else(?: is| gets?| means| receives?)?(?: an?)?)';

/** "email must contain @, else answer 422": what has to be so, and what happens where it is not. */
const demand = new RegExp(
  `(^|[.;:\\n]\\s*|,\\s+)(?:and )?${subject} ${duty} (not )?${deed} ([^.;\\n]+?)[,;.]? (?:and )?${otherwise}\\b[,:]? `,
  'giu',
);

/** A demand as the condition it stands for: "if email does not contain @, answer 422". */
export function demandsAsConditions(text: string): string {
  return text
    .replace(
      /\bbe an? (?:whole )?number (?=over|under|above|below|between|of at|at least|at most|bigger|greater|smaller|less|more)/gi,
      'be ',
    )
    .replace(
      demand,
      (
        whole,
        before: string,
        what: string,
        not: string | undefined,
        verb: string,
        value: string,
        at: number,
        text: string,
      ) => {
        // Not (A and B) is another thing than not A and not B: that is read where conditions are.
        const listed = /^be$/i.test(verb) && /^[\p{L}\d_⟨⟩-]+(?:, [\p{L}\d_⟨⟩-]+)*,? or [\p{L}\d_⟨⟩-]+$/u.test(value);
        if (/\b(?:and|or)\b/i.test(value) && !listed) return whole;
        const isBe = verb.toLowerCase() === 'be';
        const negated = not === undefined;
        const predicate = isBe ? `is${negated ? ' not' : ''}` : negated ? `does not ${verb}` : `${thirdPerson(verb)}`;
        const start = before.startsWith(',') ? '. ' : before;
        return `${start}if ${what} ${predicate} ${value}, ${/^[1-5]\d\d\b/.test(text.slice(at + whole.length)) ? 'answer ' : ''}`;
      },
    );
}

const thirdPerson = (verb: string) => verb.replace(/^\w+/, word => `${word}s`);
