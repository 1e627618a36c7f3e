/** What a person asks to be done, by the verbs they use for it. One verb may have several meanings. */
const words = {
  answer:
    'answer thank greet respond reply return say echo output acknowledge reject refuse confirm respnd give tell ' +
    'send show print come',
  store:
    'store save log add insert write record append put keep persist archive remember file register ' +
    'note collect dump push place track go move copy capture stash create import',
  find: 'look lookup find search get fetch read load retrieve check take pull list query select return ' + 'grab',
  update: 'decrease reduce raise subtract overwrite update change mark set edit modify increase flag put',
  upsert: 'upsert insert add create update save store',
  remove: 'delete remove erase clear purge drop clean',
  http:
    'call fetch get post put patch send request hit ping query download load pull forward submit ' +
    'make do notify delete check read push pass relay retrieve invoke use trigger perform issue ask ' +
    'grab deliver',
  feed:
    'read fetch get check load pull watch monitor parse poll follow scan take grab look retrieve ' +
    'download go open collect',
  keep: 'keep filter take select pick retain leave allow choose find want continue include proceed ' + 'process',
  drop: 'drop ignore skip discard exclude remove throw omit leave reject filter delete stop',
  sort: 'sort order rank arrange put',
  limit: 'limit take keep pick select cut get return show cap choose use leave find restrict give',
  aggregate:
    'count sum total average group calculate compute add collect combine join find get work ' +
    'determine list tally aggregate take make build summarize summarise concatenate merge',
  set:
    'set add compute calculate rename make create include attach give put build turn convert work ' +
    'multiply apply assign fill change define append prepare keep remove uppercase lowercase mark ' +
    'tag flag label call combine enrich map extend determine',
  outside:
    'send notify email mail message text dm tweet alert inform tell ping publish share upload ' +
    'translate summarize summarise classify categorize categorise analyze analyse generate extract ' +
    'wait pause delay remind schedule invite draft transcribe scrape sync export post create write ' +
    'add book let use ask sms whatsapp print convert approve encrypt compress zip rewrite forward ' +
    'deduplicate dedupe split explode flatten unpack parse format sleep hold abort fail throw raise merge rename classify route label',
} as const;

export type VerbClass = keyof typeof words;

const classesOf = new Map<string, Set<VerbClass>>();
for (const [name, list] of Object.entries(words))
  for (const verb of list.split(' ')) {
    const classes = classesOf.get(verb) ?? new Set();
    classesOf.set(verb, classes.add(name as VerbClass));
  }

const irregular: Readonly<Record<string, string>> = {
  sent: 'send',
  kept: 'keep',
  written: 'write',
  wrote: 'write',
  found: 'find',
  given: 'give',
  gave: 'give',
  made: 'make',
  taken: 'take',
  took: 'take',
  got: 'get',
  gotten: 'get',
  told: 'tell',
  said: 'say',
  went: 'go',
  goes: 'go',
  gone: 'go',
  left: 'leave',
  threw: 'throw',
  thrown: 'throw',
  chosen: 'choose',
  does: 'do',
  done: 'do',
  shown: 'show',
  looked: 'look',
  returning: 'return',
  sum: 'sum',
  notifies: 'notify',
  built: 'build',
};

/** The plain form of a verb we know ("stores", "dropped", "replying"), or null. */
export function lemma(word: string): string | null {
  const plain = word.toLowerCase();
  if (classesOf.has(plain)) return plain;
  const known = irregular[plain];
  if (known !== undefined && classesOf.has(known)) return known;
  const stems = [
    plain.replace(/s$/, ''),
    plain.replace(/es$/, ''),
    plain.replace(/ies$/, 'y'),
    plain.replace(/ied$/, 'y'),
    plain.replace(/d$/, ''),
    plain.replace(/ed$/, ''),
    plain.replace(/(.)\1ed$/, '$1'),
    plain.replace(/ing$/, ''),
    plain.replace(/ing$/, 'e'),
    plain.replace(/(.)\1ing$/, '$1'),
  ];
  return stems.find(stem => stem !== plain && classesOf.has(stem)) ?? null;
}

export const isParticiple = (word: string) =>
  lemma(word) !== null &&
  (/(ed|en|wn)$/i.test(word) || /^(sent|kept|found|made|told|put|set|left|built|read|got)$/i.test(word));

export const hasMeaning = (verb: string, meaning: VerbClass) => classesOf.get(verb)?.has(meaning) ?? false;
