import { literalOf } from '../language/literals';
import { toCount } from '../language/numbers';
import { hasMeaning } from '../language/verbs';
import type { Step } from '../plan';
import type { Clause } from './clause';
import type { Reader } from './reader';

const feedWords = /\b(?:rss|atom|feeds?|blog|newsfeed|news feed|podcast)\b/i;
const feedAddress = /(?:\/|\.|\b)(?:feed|rss|atom|index\.xml|feeds)(?:\b|\/|\.)|\.(?:xml|rss|atom)(?:\?|$)/i;

/** "read the feed https://…/feed.xml", "get the latest 10 posts from the blog at …". */
export function readFeed({ verb, rest, text }: Clause, reader: Reader): Step | null {
  const mark = /⟨u\d+⟩/.exec(rest)?.[0];
  const url = mark ? literalOf(mark, reader.literals)!.text : null;
  const said = /\b(?:rss|atom|feed)\b/i.test(rest) || (feedWords.test(rest) && url !== null);
  if (
    !hasMeaning(verb, 'feed') ||
    !(said || (url !== null && feedAddress.test(new URL(url).pathname) && !/\b(?:post|send|put|api)\b/i.test(text)))
  )
    return null;
  for (const noun of ['post', 'article', 'entry', 'story', 'item', 'headline', 'news', 'episode'])
    reader.nouns.add(noun);
  for (const field of ['title', 'link', 'summary']) reader.fields.add(field);
  const limit = /\b(?:latest|newest|last|first|top|most recent)\s+(\d+|three|five|ten|twenty)\b/i.exec(rest)?.[1];
  return { kind: 'feed', url, ...(limit ? { limit: toCount(limit)! } : {}) };
}
