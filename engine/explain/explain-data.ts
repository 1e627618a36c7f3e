import type { NodeExecution } from '../run/node-execution';
import { isEqual } from '../workflow/equal';
import { formatPath, parsePath } from '../workflow/path';
import { mapTexts } from '../workflow/references';
import type { WorkflowNode } from '../workflow/schema';
import { parseTemplate } from '../workflow/template';
import type { Failure } from './explain-missing';
import type { Explanation, Fix } from './explanation';
import type { History } from './history';
import { numberFrom } from './number-from';
import { paramsChange } from './replace-path';
import { code, show } from './words';

/** A value of the wrong kind reached a setting: which value, and the step that it comes from. */
export function explainData(failure: Failure): Explanation {
  const { history, record, error } = failure;
  const itemIndex = error.itemIndex ?? 0;
  const param = typeof error.details.param === 'string' ? error.details.param : null;
  const readings = param === null ? [] : history.readings(record, itemIndex, param);
  const reading = readings.find(({ found }) => found) ?? null;
  if (!reading) return explainField(failure) ?? settingItself(failure, param);

  const value = 'value' in error.details ? error.details.value : reading.value;
  const start = history.placeOf(record, itemIndex, reading.reference);
  const place = start && history.trace(start);
  const fix = readings.length === 1 ? coercion(history, { record, param: param!, value }) : null;
  const nothing = value === null || value === '' || value === undefined;
  const path = code(place ? formatPath(place.segments) : reading.reference.path);
  const from = place ? ` from ${history.name(place.nodeKey)}` : '';
  return {
    cause: {
      class: !nothing && isOtherKind(failure, param!, value) ? 'wrong_type' : 'wrong_value',
      node: record.nodeKey,
      origin: place?.nodeKey ?? record.nodeKey,
      confidence: reading.reference.plain ? 'certain' : 'likely',
    },
    sentence: `Step ${history.name(record.nodeKey)} could not use ${path}${from}: it was ${show(value)}. ${sentenceOf(error.details.reason)}${fix ? ' Take the number out of it?' : ''}`,
    evidence: [...(place ? history.evidenceAt(place) : []), ...history.evidence(record.nodeKey, 'error.details.value')],
    fix,
    nextStep: fix
      ? 'Apply the change, then run it again.'
      : place
        ? `Correct the value that ${history.name(place.nodeKey)} gives.`
        : 'Correct the value where it comes from.',
  };
}

/** Whether the setting wants another kind of value, rather than another value of this kind. */
function isOtherKind({ history, record, error }: Failure, param: string, value: unknown): boolean {
  if (error.code !== 'node.params_invalid' || record.resolvedParams === null) return true;
  const params = history.nodeTypes[record.type]?.params;
  const others = typeof value === 'string' ? [1, true, [], {}] : ['text'];
  const isAccepted = (other: unknown) =>
    params?.safeParse(withValue(record.resolvedParams, param.split('.'), other)).success === true;
  return typeof value === 'string' ? others.some(isAccepted) : !isAccepted(value);
}

/** A step over the whole list names the field; the item is the one that holds the value. */
function explainField({ history, record, error }: Failure): Explanation | null {
  const { path, value, reason } = error.details;
  const segments = typeof path === 'string' && path !== '' && value !== undefined ? parsePath(path) : null;
  if (!segments) return null;
  const places = record.sources.map(source => ({ ...source, segments }));
  const first = places.find(place => isEqual(history.valueAt(place), value));
  if (!first) return null;
  const place = history.trace(first);
  return {
    cause: { class: 'wrong_type', node: record.nodeKey, origin: place.nodeKey, confidence: 'certain' },
    sentence: `Step ${history.name(record.nodeKey)} could not use ${code(formatPath(place.segments))} from ${history.name(place.nodeKey)}: it was ${show(value)} in item ${place.index + 1}. ${sentenceOf(reason)}`,
    evidence: history.evidenceAt(place),
    fix: null,
    nextStep: 'Make it a number in a step before this one, or leave out the items without one.',
  };
}

function settingItself({ history, record, error }: Failure, param: string | null): Explanation {
  const fix = correction(history, { record, param, instead: error.details.instead });
  const hasValue = error.details.value !== undefined;
  if (param === 'code' && hasValue) return codeGave({ history, record, error, earlier: [] });
  return {
    cause: {
      class: error.code === 'node.params_invalid' || fix ? 'configuration' : 'wrong_value',
      node: record.nodeKey,
      origin: record.nodeKey,
      confidence: 'certain',
    },
    sentence: param
      ? `Step ${history.name(record.nodeKey)} cannot work with its setting ${code(param)}${hasValue ? `, which is ${show(error.details.value)}` : ''}. ${sentenceOf(error.details.reason)}`
      : `Step ${history.name(record.nodeKey)} stopped. ${sentenceOf(error.details.reason)}`,
    evidence: history.evidence(record.nodeKey, 'error.details.value'),
    fix,
    nextStep: fix ? 'Apply the change, then run it again.' : 'Correct the setting, then run it again.',
  };
}

/** The code ran, and what it returned cannot go on as items. */
function codeGave({ history, record, error }: Failure): Explanation {
  const gave = `The code of step ${history.name(record.nodeKey)} gave ${show(error.details.value)}`;
  const reason = String(error.details.reason ?? '').replace(/^The code gave [^.]*\. /, '');
  return {
    cause: { class: 'wrong_value', node: record.nodeKey, origin: record.nodeKey, confidence: 'certain' },
    sentence: `${gave}. ${sentenceOf(reason)}`,
    evidence: history.evidence(record.nodeKey, 'error.details.value'),
    fix: null,
    nextStep:
      'Give the value a name in the last line of the code, for example `return { result: … }`, then run it again.',
  };
}

/** The step itself knew what its setting should have been. */
function correction(
  history: History,
  { record, param, instead }: { record: NodeExecution; param: string | null; instead: unknown },
): Fix | null {
  const node = history.node(record.nodeKey);
  if (!node || param === null || typeof instead !== 'string' || !Object.hasOwn(node.params, param)) return null;
  const change = paramsChange(node, { ...node.params, [param]: instead });
  const to = instead === '' ? 'an empty text' : show(instead);
  return change && { changes: [change], summary: [`In *${node.label}*, set ${code(param)} to ${to}`] };
}

const sentenceOf = (reason: unknown) => {
  const text = String(reason ?? 'It does not fit').trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
};

const comparesNumbers = new Set(['greater', 'greater_or_equal', 'less', 'less_or_equal']);

/** Takes the number out of a text, or makes text of a number, where the setting accepts that. */
function coercion(
  history: History,
  { record, param, value }: { record: NodeExecution; param: string; value: unknown },
): Fix | null {
  const node = history.node(record.nodeKey);
  const text = node && valueAt(node.params, param);
  if (!node || typeof text !== 'string') return null;
  const template = parseTemplate(text);
  if (template.kind !== 'expression') return null;
  const source = template.expression.source;
  const way = fitting(history, { record, node, param, value, source });
  if (!way) return null;
  const change = paramsChange(
    node,
    mapTexts(node.params, other => (other === text ? `{{ ${way.expression} }}` : other)),
  );
  return change && { changes: [change], summary: [`In *${node.label}*, ${way.summary} ${code(source)}`] };
}

interface Wanted {
  record: NodeExecution;
  node: WorkflowNode;
  param: string;
  value: unknown;
  source: string;
}

function fitting(history: History, wanted: Wanted): { expression: string; summary: string } | null {
  const { record, node, param, value, source } = wanted;
  const number = numberFrom(value, source);
  const condition = valueAt(node.params, param.split('.').slice(0, -1).join('.'));
  if (isObject(condition) && comparesNumbers.has(String(condition.operator))) {
    return number && { expression: number.expression, summary: 'take the number out of' };
  }
  const accepts = (replacement: unknown) =>
    record.resolvedParams !== null &&
    history.nodeTypes[node.type]?.params.safeParse(withValue(record.resolvedParams, param.split('.'), replacement))
      .success;
  if (accepts(value)) return null; // it is of the kind that is wanted: what it holds is wrong
  if (number && accepts(number.value)) return { expression: number.expression, summary: 'take the number out of' };
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  if (isPlain && accepts(String(value))) return { expression: `String(${source})`, summary: 'make text of' };
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function valueAt(value: unknown, dotted: string): unknown {
  return dotted.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function withValue(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const inner = withValue(isObject(value) ? value[key] : undefined, rest, replacement);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...(isObject(value) ? value : {}), [key]: inner };
}
