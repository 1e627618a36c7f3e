/** Words the grammar hangs on: a slip in one of them would lose the whole clause. */
const keywords = [
  'webhook',
  'otherwise',
  'every',
  'morning',
  'evening',
  'table',
  'answer',
  'respond',
  'store',
  'request',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'receives',
  'receive',
  'received',
  'arrives',
  'incoming',
  'when',
  'whenever',
  'contains',
  'contain',
  'mentions',
  'mention',
  'greater',
  'bigger',
  'larger',
  'smaller',
  'between',
  'missing',
  'empty',
  'called',
  'named',
  'filter',
  'workflow',
  'minutes',
  'minute',
  'hours',
  'weekday',
  'weekdays',
  'depending',
  'unless',
  'delete',
  'remove',
  'rename',
  'change',
  'reply',
  'return',
  'amount',
  'calculate',
  'average',
  'schedule',
  'endpoint',
  'switch',
  'activate',
  'undo',
  'revert',
  'descending',
  'ascending',
  'limit',
  'country',
  'email',
  'title',
  'published',
  'fetch',
  'insert',
  'update',
  'first',
  'latest',
  'newest',
  'feed',
  'keep',
];
const known = new Set(keywords);
/** Correct words that are one slip away from a keyword. */
const innocent = new Set([
  'than',
  'then',
  'want',
  'wheel',
  'ever',
  'very',
  'able',
  'stable',
  'cable',
  'story',
  'stores',
  'stored',
  'storm',
  'score',
  'store',
  'hour',
  'feeds',
  'need',
  'fee',
  'fed',
  'keeps',
  'kept',
  'keen',
  'fist',
  'firs',
  'title',
  'tile',
  'county',
  'named',
  'names',
  'name',
  'called',
  'caller',
  'calls',
  'replay',
  'relay',
  'table',
  'tables',
  'tablet',
  'titles',
  'emails',
  'amounts',
  'limits',
  'limited',
  'charge',
  'orders',
  'answers',
  'minute',
  'when',
  'where',
  'filters',
  'filed',
  'latest',
  'largest',
  'batter',
  'letter',
  'larger',
  'emil',
  'even',
  'event',
  'evens',
  'lest',
]);

/** Slips that are no neighbours of the right word, as they are usually made. */
const usual: Readonly<Record<string, string>> = {
  wen: 'when',
  whn: 'when',
  wehn: 'when',
  teh: 'the',
  thn: 'then',
  adn: 'and',
  recieve: 'receive',
  recieves: 'receives',
  recieved: 'received',
  shoud: 'should',
  wich: 'which',
  pls: 'please',
  plz: 'please',
  webook: 'webhook',
  anwser: 'answer',
  chek: 'check',
  chekc: 'check',
  evry: 'every',
  evrything: 'everything',
  everthing: 'everything',
  evryone: 'everyone',
  coms: 'comes',
  betwen: 'between',
  beetween: 'between',
  thier: 'their',
  othrs: 'others',
  smae: 'same',
  whit: 'with',
  wiht: 'with',
  tabel: 'table',
  sotre: 'store',
  repsond: 'respond',
  biger: 'bigger',
  grater: 'greater',
  mesages: 'messages',
  feild: 'field',
  feilds: 'fields',
  adress: 'address',
};

/** Puts right one slip of the keyboard in the words that matter; everything else stays as it was written. */
export const correctTypos = (text: string): string =>
  text.replace(
    /(?<![\p{L}\d⟨_.@/-])[\p{L}]{3,13}(?![\p{L}\d_@/-])/gu,
    word => usual[word] ?? (word.length > 3 ? correct(word) : word),
  );

function correct(word: string): string {
  const plain = word.toLowerCase();
  if (known.has(plain) || innocent.has(plain) || /^[A-Z]/.test(word)) return word;
  const matches = keywords.filter(keyword => isSlip(plain, keyword));
  return matches.length === 1 ? matches[0]! : word;
}

/** Swapped neighbours, a letter missing, doubled or extra; another letter only in long words. */
export function isSlip(word: string, keyword: string): boolean {
  if (word[0] !== keyword[0] || Math.abs(word.length - keyword.length) > 1) return false;
  if (word.length === keyword.length) {
    const differences = [...word].flatMap((letter, at) => (letter === keyword[at] ? [] : [at]));
    if (differences.length === 1) return keyword.length >= 7 && differences[0] !== keyword.length - 1;
    const [first, second] = differences;
    return (
      differences.length === 2 &&
      second === first! + 1 &&
      word[first!] === keyword[second!] &&
      word[second!] === keyword[first!]
    );
  }
  const [short, long] = word.length < keyword.length ? [word, keyword] : [keyword, word];
  const at = [...long].findIndex((letter, index) => letter !== short[index]);
  // An ending is grammar, not a slip: "store" and "stores", "name" and "named".
  if (at === long.length - 1) return false;
  const rest = long.slice(0, at) + long.slice(at + 1) === short;
  return rest && (word.length < keyword.length ? keyword.length >= 5 : keyword.length >= 6);
}
