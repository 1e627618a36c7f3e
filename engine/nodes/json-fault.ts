const token =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them within a text
  /\s*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[\]{},:]))/y;

type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing';

/** Where a text stops being JSON; the engine's own message gives no place. */
export function findJsonFault(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const afterValue = (): Expected => (open.length > 0 ? 'comma or end' : 'nothing');
  for (;;) {
    token.lastIndex = at;
    const [whole, string, plain, sign] = token.exec(text) ?? [];
    const start = at + /^\s*/.exec(text.slice(at, at + 10_000))![0].length;
    if (whole === undefined) return start;
    const isValue: boolean = expected === 'value' || expected === 'value or end';
    const closes: boolean = expected === 'comma or end' || expected.endsWith(' or end');
    if (isValue && (string ?? plain) !== undefined) expected = afterValue();
    else if (isValue && (sign === '[' || sign === '{')) {
      open.push(sign);
      expected = sign === '[' ? 'value or end' : 'name or end';
    } else if (expected.startsWith('name') && string !== undefined) expected = 'colon';
    else if (expected === 'colon' && sign === ':') expected = 'value';
    else if (expected === 'comma or end' && sign === ',') expected = open.at(-1) === '[' ? 'value' : 'name';
    else if (closes && sign === (open.at(-1) === '[' ? ']' : '}')) {
      open.pop();
      expected = afterValue();
    } else return start;
    at += whole.length;
  }
}
