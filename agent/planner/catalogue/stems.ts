const articles = new Set(
  'a an the all any every each some my our your their its his her this that these those please'.split(' '),
);

/** Words in a plain form, so that "e-mails", "emailed" and "email" are one; articles are left out. */
export function stemsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/\be-mail/g, 'email')
      .match(/⟨\w+⟩|[\p{L}\p{N}@._'-]+/gu) ?? []
  )
    .map(stem)
    .filter(word => !articles.has(word));
}

export function stem(word: string): string {
  const plain = word
    .toLowerCase()
    .replace(/[.,:;!?]+$/, '')
    .replaceAll('-', '');
  if (plain.length < 4 || /[⟨@\d]/.test(plain)) return plain;
  const short = plain
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^s])s$/, '$1')
    .replace(/(?:ing|ed)$/, '')
    .replace(/([^aeiouls])\1$/, '$1');
  const last = short.replace(/e$/, '').replace(/iz(?=ation$|$)/, 'is');
  return /^(?:drop|delet|eliminat|discard)$/.test(last) ? 'remov' : last;
}
