import type { NodeExecution, Resolution } from '../run/node-execution';
import { formatPath } from '../workflow/path';
import { parseTemplate } from '../workflow/template';
import type { Explanation } from './explanation';
import type { History } from './history';
import { code, show } from './words';

/** A text with a gap: a value that was nothing, where words stand around it. */
export function gapInWords(history: History): Explanation | null {
  for (const record of history.records) {
    if (record.status !== 'succeeded' || record.given) continue;
    const resolution = record.resolutions.find(one => isNothing(one.value) && standsInWords(history, record, one));
    if (resolution) return told(history, record, resolution);
  }
  return null;
}

const isNothing = (value: unknown) => value === null || value === undefined || value === '';

function standsInWords(history: History, record: NodeExecution, { param, absent }: Resolution): boolean {
  const text = param
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      history.node(record.nodeKey)?.params,
    );
  return !absent && typeof text === 'string' && parseTemplate(text).kind === 'mixed';
}

function told(
  history: History,
  record: NodeExecution,
  { expression, itemIndex, param, value }: Resolution,
): Explanation {
  const reading = history
    .readings(record, itemIndex, param)
    .find(({ reference }) => reference.expression === expression);
  const start = reading ? history.placeOf(record, itemIndex, reading.reference) : null;
  const place = start && history.trace(start);
  const path = reading?.reference.path || expression;
  const segments = param.split('.').map(part => (/^\d+$/.test(part) ? Number(part) : part));
  return {
    cause: {
      class: 'wrong_value',
      node: record.nodeKey,
      origin: place?.nodeKey ?? record.nodeKey,
      confidence: 'likely',
    },
    sentence: `Nothing failed, but a text of step ${history.name(record.nodeKey)} has a gap: ${code(path)}${place ? ` from ${history.name(place.nodeKey)}` : ''} was ${show(value)}.`,
    evidence: [
      ...(place ? history.evidenceAt(place) : []),
      ...history.evidence(record.nodeKey, formatPath(['resolvedParams', ...segments])),
    ],
    fix: null,
    nextStep: `Say what to write instead, for example ${code(`${expression} || "…"`)}, or leave out the items without it before this step.`,
  };
}
