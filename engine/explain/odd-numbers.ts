import type { NodeExecution, Resolution } from '../run/node-execution';
import { formatPath } from '../workflow/path';
import { eachText, mapTexts } from '../workflow/references';
import type { Explanation, Fix } from './explanation';
import type { History, Reading } from './history';
import { paramsChange, replacePath } from './replace-path';
import { code, listOf, show } from './words';

/** Numbers that came as text: put side by side by `+`, or compared letter by letter. Nothing fails then, and the result is wrong. */
export function numbersAsText(history: History): Explanation | null {
  for (const record of history.records) {
    if (record.status !== 'succeeded' || record.given) continue;
    for (const resolution of record.resolutions) {
      const readings = history
        .readings(record, resolution.itemIndex, resolution.param)
        .filter(({ found, reference }) => found && reference.expression === resolution.expression && !reference.plain);
      const says = glued(resolution, readings) ?? comparedByLetters(resolution, readings);
      if (says) return told(history, { record, resolution, readings, says });
    }
  }
  return null;
}

const isNumberText = (value: unknown): value is string =>
  typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value);
const isNumeric = (value: unknown) => typeof value === 'number' || isNumberText(value);

/** `"10" + "5"` is `"105"`. */
function glued({ expression, value }: Resolution, readings: readonly Reading[]): string | null {
  const isSum = /\+/.test(expression) && !/["'`]/.test(expression);
  if (!isSum || !isNumberText(value) || readings.length < 2) return null;
  if (!readings.every(({ value: one }) => isNumeric(one)) || !readings.some(({ value: one }) => isNumberText(one)))
    return null;
  return readings.map(({ value: one }) => String(one)).join('') === value
    ? 'What is text is put side by side by +, and not added.'
    : null;
}

const orders: Readonly<Record<string, (left: string | number, right: string | number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `"99.5" > "100"` holds, because 9 comes after 1. Told only where numbers would have come out otherwise. */
function comparedByLetters({ expression, value }: Resolution, readings: readonly Reading[]): string | null {
  const [, sign, fixed] =
    /^[\w.?[\]]+\s*(<=|>=|<|>)\s*(?:["'](-?\d+(?:\.\d+)?)["']|[\w.?[\]]+)$/.exec(expression) ?? [];
  const order = sign ? orders[sign] : undefined;
  const left = readings[0]?.value;
  const right = fixed ?? readings[1]?.value;
  if (!order || !isNumberText(left) || !isNumberText(right) || typeof value !== 'boolean') return null;
  const isOtherwise = order(left, right) === value && order(Number(left), Number(right)) !== value;
  return isOtherwise ? 'Both are text, and text is compared letter by letter, not by its size.' : null;
}

interface Told {
  record: NodeExecution;
  resolution: Resolution;
  readings: readonly Reading[];
  says: string;
}

function told(history: History, { record, resolution, readings, says }: Told): Explanation {
  const { expression, itemIndex, param, value } = resolution;
  const places = readings
    .map(({ reference }) => history.placeOf(record, itemIndex, reference))
    .filter(place => place !== null)
    .map(place => history.trace(place));
  const values = [...new Set(readings.map(({ reference, value: was }) => `${code(reference.path)} was ${show(was)}`))];
  return {
    cause: {
      class: 'wrong_type',
      node: record.nodeKey,
      origin: places[0]?.nodeKey ?? record.nodeKey,
      confidence: 'certain',
    },
    sentence: `Nothing failed, but in step ${history.name(record.nodeKey)} ${code(expression)} became ${show(value)}. There, ${listOf(values)}. ${says} Take them as numbers?`,
    evidence: [
      ...places.flatMap(place => history.evidenceAt(place)),
      ...history.evidence(record.nodeKey, formatPath(['resolvedParams', ...param.split('.').map(toSegment)])),
    ],
    fix: asNumbers(history, { record, resolution, readings, says }),
    nextStep: 'Apply the change, then run it again.',
  };
}

const toSegment = (part: string) => (/^\d+$/.test(part) ? Number(part) : part);

function asNumbers(history: History, { record, resolution, readings }: Told): Fix | null {
  const node = history.node(record.nodeKey);
  if (!node) return null;
  const { expression } = resolution;
  const written = new Set<string>();
  eachText(node.params, text => void (text.includes(expression) && written.add(text)));
  const params = mapTexts(node.params, text => (written.has(text) ? wrapped(text, readings) : text));
  const change = paramsChange(node, params);
  return (
    change && { changes: [change], summary: [`In *${node.label}*, take the values in ${code(expression)} as numbers`] }
  );
}

function wrapped(text: string, readings: readonly Reading[]): string {
  const paths = new Map(readings.map(({ reference }) => [`${reference.root} ${reference.path}`, reference]));
  const asNumber = [...paths.values()].reduce<unknown>((all, { root, nodeKey, within, segments }) => {
    const whole = root === 'nodes' ? [nodeKey!, ...(within ? [within] : []), ...segments] : segments;
    return replacePath(all, { root, segments: whole }, (path, rest) => (rest.length > 0 ? path : `Number(${path})`));
  }, text);
  return String(asNumber).replace(/([<>]=?\s*)["'](-?\d+(?:\.\d+)?)["']/g, '$1$2');
}
