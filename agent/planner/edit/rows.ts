import { readTest } from '../grammar/condition';
import { readRelative } from '../grammar/lists';
import { quiet } from '../grammar/reader';
import { toNumber } from '../language/numbers';
import { toFilters } from '../lower/lower-table';
import type { Edit, EditRule } from './edit-context';
import { scopeAt } from './scope-at';

import { update } from './stores';

const counted =
  /^(?:(?:and|but|please|also|now|just)\s+)*(?:only|just|keep|take|limit(?: it)? to|show)?\s*(?:only )?(?:the )?(?:top|first|best|latest|newest|last|highest|cheapest|limit(?: of)?)?\s*(?:the )?(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty)(?: (?:ones?|items?|posts?|rows?|results?|entries|of them|newest|latest))?(?: only| instead| please)*$/i;

/** "only the top 2": the limit there is, with another number. */
export const setLimit: EditRule = context => {
  const match = counted.exec(context.text);
  const limits = context.workflow.nodes.filter(({ type }) => type === 'core.limit');
  const count = match && toNumber(match[1]!);
  if (!match || count === null || limits.length !== 1) return null;
  return { changes: [{ ...update(limits[0]!, { count }), label: limits[0]!.label.replace(/\d+/, String(count)) }] };
};

const onlyRows =
  /^(?:(?:and|but|please|also|now)\s+)*(?:(?:count|sum|sum up|add up|take|use|include|look at|read|average|get|consider)\s+)?(?:only|just)\s+(?:(?:count|sum|sum up|add up|take|use|include|look at|average)\s+)?(.+)$/i;

/** "count only the donations where the campaign is roof": fewer rows are looked up. */
export const filterRows: EditRule = (context): Edit | null => {
  const match = onlyRows.exec(context.text);
  const finds = context.workflow.nodes.filter(
    ({ type, params }) => type === 'core.data-table' && params.operation === 'find',
  );
  if (!match || finds.length !== 1 || /⟨u/.test(match[1]!)) return null;
  const sources = context.workflow.nodes.some(
    ({ type, params }) =>
      type === 'core.rss-read' || (type === 'core.http-request' && (params.method ?? 'GET') === 'GET'),
  );
  const reader = quiet(context.reader);
  const test = readRelative(match[1]!, reader) ?? readTest(match[1]!, reader);
  if (test === null || sources) return null;
  const [find] = finds;
  const before = context.workflow.connections.find(({ to }) => to === find!.key)?.from ?? find!.key;
  const { filters, match: how } = toFilters(test, scopeAt(context.workflow, before));
  const own = (find!.params.filters as unknown[] | undefined) ?? [];
  if (own.length > 0 && how === 'any') return null;
  return {
    changes: [update(find!, { filters: [...own, ...filters], match: own.length > 0 ? 'all' : how })],
    assumptions: reader.assumptions,
  };
};
