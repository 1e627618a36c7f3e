import { singular } from '../language/names';

/** A step whose items hold the fields that people name. */
export interface Source {
  key: string;
  kind: 'webhook' | 'feed' | 'http' | 'rows' | 'list' | 'time' | 'manual';
  /** Where in its item they are: `body` of a request, or at the top. */
  base: string;
  nouns: readonly string[];
}

/** What can be referred to at one place of a workflow. */
export interface Scope {
  sources: readonly Source[];
  /** The step whose item arrives here; null when another step has replaced it. */
  here: string | null;
  /** Fields made on the way: name → key of the step that made it. */
  made: ReadonlyMap<string, string>;
  /** The steps whose made fields the arriving item still carries. */
  carried: ReadonlySet<string>;
  /** The last step whose items are a list worth giving back. */
  last: string;
  /** Fields that the request says the trigger brings. */
  triggerFields: ReadonlySet<string>;
  /** Fields that may be left out: asked about together with others, so one of them may be missing. */
  optional?: ReadonlySet<string>;
  /** The arriving item is one made out of many. */
  condensed: boolean;
  /** The arriving items are one per value of this field. */
  grouped?: string;
  /** Fields of the request that a step has set, and the last step that did: `trigger` still has the old ones. */
  changed?: ReadonlySet<string>;
  changer?: string;
  /** The text that the last step made, which a message behind it tells. */
  result?: string;
  /** The step whose own item arrives here, with nothing of what came before. */
  fresh?: string;
  /** Answers of writing requests: read only when they are named. */
  replies?: readonly Source[];
}

const feedFields: Readonly<Record<string, string>> = {
  date: 'published_at',
  published: 'published_at',
  publication_date: 'published_at',
  published_date: 'published_at',
  pub_date: 'published_at',
  time: 'published_at',
  publish_date: 'published_at',
  published_on: 'published_at',
  post_date: 'published_at',
  timestamp: 'published_at',
  created_at: 'published_at',
  age: 'published_at',
  pubdate: 'published_at',
  url: 'link',
  links: 'link',
  address: 'link',
  href: 'link',
  web_address: 'link',
  permalink: 'link',
  headline: 'title',
  headlines: 'title',
  titles: 'title',
  name: 'title',
  heading: 'title',
  subject: 'title',
  description: 'summary',
  excerpt: 'summary',
  abstract: 'summary',
  teaser: 'summary',
  body: 'content',
  text: 'content',
  full_text: 'content',
  tags: 'categories',
  category: 'categories',
  writer: 'author',
  author_name: 'author',
  guid: 'id',
};

const isIdentifier = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** `a.b`, with brackets where a name is no identifier. */
export function joinPath(...names: readonly string[]): string {
  return names
    .filter(name => name !== '')
    .flatMap(name => (/^[\p{L}\p{N}_$.]+$/u.test(name) ? name.split('.') : [name]))
    .reduce(
      (path, name) =>
        path === '' ? name : isIdentifier.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`,
      '',
    );
}

const fieldIn = (source: Source, name: string) => (source.kind === 'feed' ? (feedFields[name] ?? name) : name);

/** The source whose things are called so: "the customer's email" after a customer was looked up. */
const ownedBy = (scope: Scope, noun: string | undefined) =>
  noun === undefined
    ? undefined
    : [...scope.sources, ...(scope.replies ?? [])].findLast(({ nouns }) => nouns.includes(singular(noun)));

export function sourceFor(scope: Scope, name: string, of?: string): Source | undefined {
  const trigger = scope.sources[0];
  const last = scope.sources.at(-1);
  const owner = ownedBy(scope, of);
  if (owner) return owner;
  if (trigger?.kind === 'webhook' && scope.triggerFields.has(name)) return trigger;
  return last;
}

const meanings: readonly RegExp[] = [
  /^(?:sum|total)$/,
  /^(?:max|maximum|highest|biggest|largest|top|best|record)$/,
  /^(?:min|minimum|lowest|smallest|cheapest)$/,
  /^(?:avg|average|mean)$/,
  /^(?:count|number|n|amount)$/,
];
const meaning = (word: string) => meanings.find(pattern => pattern.test(word)) ?? null;

/** "the total" after the amounts were added up is that sum, whatever its field is called. */
function summaryNamed(scope: Scope, name: string): string | null {
  if (!(scope.condensed || scope.grouped !== undefined) || scope.made.has(name)) return null;
  const own = [...scope.made]
    .filter(([field, key]) => scope.carried.has(key) && field !== scope.grouped)
    .map(([field]) => field);
  const similar = own.filter(field => field.split('_').includes(name));
  if (similar.length === 1) return similar[0]!;
  const alike = own.filter(field =>
    field.split('_').some(part => meaning(part) !== null && meaning(part) === meaning(name)),
  );
  if (alike.length === 1) return alike[0]!;
  const general = /^(?:total|sum|average|mean|result|number|count|value|minimum|maximum|amount|figure|outcome)$/.test(
    name,
  );
  const about = name.split('_');
  const counts = /(?:^|_)(?:number|count|total|sum|average|how_many)(?:_|$)/.test(name);
  const ofSource = scope.sources.some(({ nouns }) =>
    nouns.some(noun => about.includes(noun) || about.includes(`${noun}s`)),
  );
  return (general || counts || (ofSource && about.length > 1)) && own.length === 1 ? own[0]! : null;
}

/** "the reply", "the translation": the text that a step has made. */
const resultNamed = (scope: Scope, name: string): string | null =>
  scope.result !== undefined &&
  scope.result !== name &&
  !scope.made.has(name) &&
  !scope.triggerFields.has(name) &&
  /^(?:translat(?:ion|ed_text)|reply|draft|answer|response|(?:generated_|written_|new_)?text|result|summary|output|digest|html|markdown|poem|description|rewritten_text)$/.test(
    name,
  )
    ? scope.result
    : null;

/** The path an expression reads for a named field: `item.body.amount`, `nodes.read_feed.item.title`. */
export function pathOf(scope: Scope, name: string, of?: string): string {
  const summary = summaryNamed(scope, name);
  if (summary !== null && of === undefined) return joinPath('item', summary);
  const alias = resultNamed(scope, name);
  if (alias !== null && of === undefined) return pathOf(scope, alias);
  const maker = scope.made.get(name);
  if (maker !== undefined && of === undefined)
    return scope.carried.has(maker) ? joinPath('item', name) : joinPath(`nodes.${maker}.item`, name);
  const source = sourceFor(scope, name, of);
  if (source === undefined || source.kind === 'time') return joinPath('item', name);
  const field = fieldIn(source, name);
  const isTrigger = source === scope.sources[0];
  if (scope.here === source.key) return joinPath('item', source.base, field);
  if (isTrigger && scope.changer !== undefined && scope.changed?.has(name))
    return joinPath(`nodes.${scope.changer}.item`, source.base, field);
  return isTrigger ? joinPath('trigger', source.base, field) : joinPath(`nodes.${source.key}.item`, source.base, field);
}

/** The path within the arriving item, for steps that take plain paths. */
export function plainPath(scope: Scope, name: string): string {
  const path = pathOf(scope, name);
  if (path.startsWith('item.')) return path.slice('item.'.length);
  const source = sourceFor(scope, name);
  return source ? fieldIn(source, name) : name;
}

/** Everything that the current source's item holds. */
export function wholePath(scope: Scope, of?: string): string {
  const source = ownedBy(scope, of) ?? scope.sources.at(-1);
  if (source === undefined || scope.condensed) return 'item';
  if (scope.fresh !== undefined && of === undefined && scope.carried.has(scope.fresh)) return 'item';
  if (/^(?:row|record|entry)$/.test(of ?? '') && scope.here === null) return 'item';
  if (scope.here === source.key) return joinPath('item', source.base);
  return source === scope.sources[0]
    ? joinPath('trigger', source.base)
    : joinPath(`nodes.${source.key}.item`, source.base);
}

export const isList = (scope: Scope) =>
  !scope.condensed && ['feed', 'rows', 'list'].includes(scope.sources.at(-1)?.kind ?? '');
