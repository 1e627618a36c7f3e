import type { NodeExecution, Resolution } from '../run/node-execution';
import { formatPath, type Segment } from '../workflow/path';
import type { Reference } from '../workflow/references';
import { eachText } from '../workflow/references';
import type { Explanation, Fix } from './explanation';
import { nearby } from './find-missing';
import { fixMissing } from './fix-missing';
import type { History } from './history';
import { code, listOf, show } from './words';

/** Nothing failed, but a value reads as if something had: a gap that became a word, or a date that became a moment. */
export function explainOddValues(history: History): Explanation | null {
  for (const record of history.records) {
    if (record.status !== 'succeeded' || record.given) continue;
    const odd = gapInText(history, record) ?? movedDate(history, record);
    if (odd) return odd;
  }
  return null;
}

/** What JavaScript writes for nothing, for no number, and for an object where a text was wanted. */
const gaps = /\b(undefined|NaN|Invalid Date)\b|\[object Object\]/;

function gapInText(history: History, record: NodeExecution): Explanation | null {
  const own = new Set<string>();
  eachText(history.node(record.nodeKey)?.params ?? {}, text => {
    const outside = text.replace(/\{\{[\s\S]*?\}\}/g, '');
    if (gaps.test(outside)) own.add(outside);
  });
  if (own.size > 0) return null; // somebody wrote the word
  for (const resolution of record.resolutions) {
    const gap = typeof resolution.value === 'string' ? gaps.exec(resolution.value)?.[0] : null;
    if (gap && !quoted(resolution.expression).test(gap)) return toldGap(history, { record, resolution, gap });
  }
  return null;
}

/** Words that stand in the expression itself as text. */
const quoted = (expression: string) => {
  const texts = [...expression.matchAll(/'[^']*'|"[^"]*"/g)].map(([text]) => text).join(' ');
  return gaps.test(texts) ? gaps : /(?!)/;
};

interface Gap {
  record: NodeExecution;
  resolution: Resolution;
  gap: string;
}

function toldGap(history: History, { record, resolution, gap }: Gap): Explanation {
  const { param, expression, itemIndex, value } = resolution;
  const empty = history
    .readings(record, itemIndex, param)
    .filter(reading => reading.reference.expression === expression)
    .filter(reading => !reading.found || isCauseOf(gap, reading.value));
  const places = empty.map(({ reference }) => history.placeOf(record, itemIndex, reference));
  const place = places.find(one => one !== null) ?? null;
  const names = empty.map(
    ({ reference, found, value: was }) => `${code(reference.path)} ${found ? `was ${show(was)}` : 'was not there'}`,
  );
  const fix = gap === 'undefined' ? fixFor(history, { record, resolution, gap }, empty[0]?.reference) : null;
  const origin = place ? history.trace({ ...place, segments: [] }).nodeKey : record.nodeKey;
  return {
    cause: {
      class: gap === 'undefined' ? 'missing_field' : 'wrong_type',
      node: record.nodeKey,
      origin,
      confidence: empty.length > 0 ? 'certain' : 'likely',
    },
    sentence: `Nothing failed, but step ${history.name(record.nodeKey)} put ${show(gap)} into ${code(param)}: ${code(expression)} became ${show(value)}.${names.length > 0 ? ` There, ${listOf(names)}.` : ''}`,
    evidence: [
      ...history.evidence(record.nodeKey, formatPath(['resolvedParams', ...pathOf(param)])),
      ...(place ? history.evidenceAt({ ...place, segments: [] }) : []),
    ],
    fix,
    nextStep: fix ? 'Apply the change, then run it again.' : adviceFor(gap, empty[0]?.reference.path),
  };
}

/** The field that was probably meant, put in its place. */
function fixFor(
  history: History,
  { record, resolution: { itemIndex } }: Gap,
  reference: Reference | undefined,
): Fix | null {
  const place = reference ? history.placeOf(record, itemIndex, reference) : null;
  const item = place && history.itemAt(place);
  if (!reference || !place || !item) return null;
  const missing = { reference, place, item, itemIndex };
  const candidate = nearby(missing);
  return candidate && fixMissing(history, { record, missing, candidate, earlier: [] });
}

function adviceFor(gap: string, path = 'the value'): string {
  if (gap === '[object Object]')
    return `Name the field of ${code(path)} that is meant, for example ${code(`${path}.name`)}.`;
  if (gap === 'undefined') {
    return `Say what to write instead, for example ${code(`${path} ?? "…"`)}, or leave out the items without it before this step; check with the service whether the field is called otherwise now.`;
  }
  return `Make sure that ${code(path)} holds a ${gap === 'NaN' ? 'number' : 'date'}, or leave out the items where it does not.`;
}

const isCauseOf = (gap: string, value: unknown) =>
  gap === '[object Object]'
    ? typeof value === 'object'
    : value === null || value === undefined || Number.isNaN(Number(value));

const pathOf = (param: string): Segment[] => param.split('.').map(part => (/^\d+$/.test(part) ? Number(part) : part));

/** A day without a time, made into a moment: midnight at home, and the day before in UTC. */
function movedDate(history: History, record: NodeExecution): Explanation | null {
  const { timeZone } = history.execution.workflow.settings;
  if (!timeZone || record.effect === 'none') return null;
  for (const [port, items] of Object.entries(record.outputs)) {
    for (const name of Object.keys(items[0] ?? {})) {
      const values = items.map(item => item[name]).filter(value => value !== null && value !== undefined);
      if (values.length === 0 || !values.every(value => isMidnight(value, timeZone))) continue;
      const place = { nodeKey: record.nodeKey, port, index: 0, segments: [name] };
      const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(String(values[0])));
      return {
        cause: { class: 'wrong_value', node: record.nodeKey, origin: record.nodeKey, confidence: 'likely' },
        sentence: `Nothing failed, but every ${code(name)} that step ${history.name(record.nodeKey)} gave is midnight in ${timeZone}, written in UTC: ${show(values[0])} means ${day}. Most likely it is a day without a time, which became a moment on the way.`,
        evidence: history.evidenceAt(place),
        fix: null,
        nextStep: `Ask the source for the day as text (YYYY-MM-DD), or bring it to ${timeZone} with the step Date and time before it is used.`,
      };
    }
  }
  return null;
}

/** A moment that is not midnight in UTC, and is midnight in that zone. */
function isMidnight(value: unknown, timeZone: string): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT(?!00:)\d\d:\d\d:00(\.0+)?Z$/.test(value)) return false;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return time.format(new Date(value)) === '00:00';
}
