const value = '(?=(?:with )?(?:⟨[qj]|status|\\d{3}\\b|an? json|json|the (?!same)))';
const condition = '(?<!\\b(?:if|when|unless|where|whether|once|as)\\s)';
const noun = '(?:answer|reply|response)';

const rules: readonly (readonly [RegExp, string])[] = [
  // everyone else gets "shipping costs 6"
  [
    /\b(?:everyone|everybody|anyone|anybody|everything|(?:all|any|every|each|the) (?:the )?other(?! than\b)(?: [\p{L}_]+)?|all (?:the )?others|the (?:rest|others|remaining(?: [\p{L}_]+)?))(?: else)? (?:should |must |will )?(?:gets?|receives?|sees?|hears?)(?: back)?(?: (?:the |an? )?(?:answer|reply|response|message|text))? (?=⟨[qj]|status)/giu,
    'otherwise answer ',
  ],
  // the donor should get the answer "…"
  [
    /(?<!\b(?:if|when|unless|where|once) (?:[^.;,]* )?)(?<=^|[.;,:\n]\s*|\band )(?:the |every |each |all )?(?:[\p{L}]+ )?[\p{L}]+ (?:should |must |will |shall |then )*(?:gets?|receives?|sees?)(?: back)? (?:the |an? )?(?:answer|reply|response|message|text) (?=⟨[qj]|\{)/giu,
    'answer ',
  ],
  // and the answer is "thanks"
  [
    new RegExp(
      `${condition}(?<=^|[.;,:\\n]\\s*|\\band |\\bthen )(?:the |my |our )?${noun} (?:then )?(?:is|should be|must be|will be|shall be|reads|says) ${value}`,
      'giu',
    ),
    'answer ',
  ],
];

/** Ways to tell an answer in which nobody answers: "the answer is …", "the donor gets the reply …". */
export const rewordAnswers = (text: string): string =>
  rules.reduce((current, [pattern, by]) => current.replace(pattern, by), text);
