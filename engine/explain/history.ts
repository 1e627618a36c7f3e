import type { Execution } from '../run/execution';
import type { NodeExecution } from '../run/node-execution';
import { isEqual } from '../workflow/equal';
import { createScopes, findItem, type LineageSource, placeInRound, type RoundItems } from '../workflow/lineage';
import type { NodeTypes } from '../workflow/node-types';
import { formatPath, parsePath, type Segment, walkPath } from '../workflow/path';
import { type PathSource, readPath } from '../workflow/read-path';
import { type Reference, referencesOf } from '../workflow/references';
import { levelsFrom, plainKey, prefixOf, roundsOf } from '../workflow/round-keys';
import type { Item, WorkflowNode } from '../workflow/schema';
import type { Scope } from '../workflow/scope';
import type { Evidence } from './explanation';

/** What one path in a node's parameters read for one item; `found` is false where it was not there. */
export interface Reading {
  reference: Reference;
  found: boolean;
  value: unknown;
  source: PathSource | null;
}

/** A value as it left a node. */
export interface Place extends LineageSource {
  segments: readonly Segment[];
}

/** A value larger than this proves nothing that a person could check. */
const maxEvidence = 4_000;

/** The records of one execution, and the questions an explanation asks of them. */
export class History {
  private readonly byKey: ReadonlyMap<string, NodeExecution>;
  readonly triggerKey: string | null;

  readonly execution: Execution;
  readonly records: readonly NodeExecution[];
  readonly nodeTypes: NodeTypes;

  constructor(execution: Execution, records: readonly NodeExecution[], nodeTypes: NodeTypes) {
    this.execution = execution;
    this.records = records;
    this.nodeTypes = nodeTypes;
    this.byKey = new Map(records.map(record => [record.nodeKey, record]));
    this.triggerKey = execution.workflow.nodes.find(({ id }) => id === execution.triggerNodeId)?.key ?? null;
  }

  record(nodeKey: string): NodeExecution | null {
    return this.byKey.get(nodeKey) ?? null;
  }

  node(nodeKey: string): WorkflowNode | null {
    return this.execution.workflow.nodes.find(({ key }) => key === plainKey(nodeKey)) ?? null;
  }

  /** How a sentence names a node. */
  name(nodeKey: string | null): string {
    if (nodeKey === null) return 'the run';
    const rounds = roundsOf(nodeKey).map(({ loopKey, round }) => ` in round ${round + 1} of ${this.name(loopKey)}`);
    return `*${this.node(nodeKey)?.label ?? nodeKey}*${rounds.reverse().join('')}`;
  }

  inputs(record: NodeExecution): Item[] {
    return record.sources.map(source => this.itemAt(source) ?? {});
  }

  itemAt({ nodeKey, port, index }: LineageSource): Item | null {
    return this.record(nodeKey)?.outputs[port]?.[index] ?? null;
  }

  scope(record: NodeExecution, itemIndex: number): Scope | null {
    const { workflow, id, createdAt } = this.execution;
    const scopes = createScopes({
      records: this.byKey,
      items: this.inputs(record),
      sources: record.sources,
      triggerKey: this.triggerKey,
      nodeKeys: workflow.nodes.map(({ key }) => key),
      now: createdAt,
      workflow: { name: workflow.name },
      execution: { id },
      level: { prefix: prefixOf(record.nodeKey), rounds: this.roundsAround(record.nodeKey) },
    });
    return scopes[itemIndex] ?? scopes[0] ?? null;
  }

  /** What arrived in the rounds of loops that a record was made in: what their first steps took. */
  private roundsAround(nodeKey: string): RoundItems[] {
    const loops = roundsOf(nodeKey).reverse();
    return levelsFrom(prefixOf(nodeKey)).flatMap((prefix, at) => {
      const isFirst = ({ nodeKey: key, sources }: NodeExecution) =>
        prefixOf(key) === prefix && sources.length > 0 && !sources.some(source => source.nodeKey.startsWith(prefix));
      const first = prefix === '' ? undefined : [...this.byKey.values()].find(isFirst);
      if (!first) return [];
      return [{ loopKey: loops[at]!.loopKey, prefix, items: this.inputs(first), sources: first.sources }];
    });
  }

  /** Everything the node's parameters read for one item, below a parameter if one is named. */
  readings(record: NodeExecution, itemIndex: number, param = ''): Reading[] {
    const scope = this.scope(record, itemIndex);
    const references = referencesOf(this.node(record.nodeKey)?.params ?? {});
    const asked = references.filter(({ param: at }) => param === '' || at === param || at.startsWith(`${param}.`));
    return scope ? asked.map(reference => this.read(reference, scope)) : [];
  }

  private read(reference: Reference, scope: Scope): Reading {
    try {
      const { value, source } = readPath(reference, scope);
      return { reference, found: true, value, source };
    } catch {
      return { reference, found: false, value: undefined, source: null };
    }
  }

  /** Where the item that a reference reads left its node. */
  placeOf(
    record: NodeExecution,
    itemIndex: number,
    reference: Pick<Reference, 'root' | 'nodeKey' | 'segments'>,
  ): Place | null {
    const source = record.sources[itemIndex] ?? null;
    const { root, segments } = reference;
    if (root === 'item') return source && { ...source, segments };
    const nodeKey = root === 'trigger' ? this.triggerKey : reference.nodeKey;
    if (nodeKey === null) return null;
    const round = this.roundsAround(record.nodeKey).find(({ loopKey }) => loopKey === nodeKey);
    const entered = round && placeInRound(this.byKey, source, round);
    if (entered !== undefined) return entered === null ? null : { ...round!.sources[entered]!, segments };
    const recordKey = this.scope(record, itemIndex)?.context.recordKey?.(nodeKey) ?? nodeKey;
    const found = findItem(this.byKey, source, recordKey);
    return found.found ? this.placeAt(recordKey, found.index, segments) : null;
  }

  private placeAt(nodeKey: string, flatIndex: number, segments: readonly Segment[]): Place | null {
    let index = flatIndex;
    for (const [port, items] of Object.entries(this.record(nodeKey)?.outputs ?? {})) {
      if (index < items.length) return { nodeKey, port, index, segments };
      index -= items.length;
    }
    return null;
  }

  /** The place one node further back that this item came from. */
  before({ nodeKey, port, index }: LineageSource): LineageSource | null {
    const record = this.record(nodeKey);
    const origin = record?.origins[port]?.[index];
    return typeof origin === 'number' ? (record?.sources[origin] ?? null) : null;
  }

  /** Follows a value back to the node that made it: through nodes that pass it on, and through expressions. */
  trace(start: Place): Place {
    let place = start;
    for (let steps = 0; steps < 50; steps += 1) {
      const next = this.passedOn(place) ?? this.computed(place);
      if (!next) return place;
      place = next;
    }
    return place;
  }

  private passedOn(place: Place): Place | null {
    const before = this.before(place);
    const item = before && this.itemAt(before);
    if (!before || !item) return null;
    const walk = walkPath(item, place.segments);
    return walk.found && isEqual(walk.value, this.valueAt(place)) ? { ...before, segments: place.segments } : null;
  }

  private computed(place: Place): Place | null {
    const record = this.record(place.nodeKey);
    const value = this.valueAt(place);
    if (!record || value === undefined) return null;
    const itemIndex = record.origins[place.port]?.[place.index] ?? 0;
    for (const reading of this.readings(record, itemIndex)) {
      if (!reading.reference.plain || !reading.found || !isEqual(reading.value, value)) continue;
      const next = this.placeOf(record, itemIndex, reading.reference);
      if (next && next.nodeKey !== place.nodeKey && reading.reference.within !== 'items') return next;
    }
    return null;
  }

  valueAt(place: Place): unknown {
    const walk = walkPath(this.itemAt(place), place.segments);
    return walk.found ? walk.value : undefined;
  }

  evidence(node: string, path: string): Evidence[] {
    const walk = walkPath(this.record(node), parsePath(path) ?? ['\0']);
    if (!walk.found || JSON.stringify(walk.value).length > maxEvidence) return [];
    return [{ execution: this.execution.id, node, path, value: walk.value as Evidence['value'] }];
  }

  evidenceAt(place: Place): Evidence[] {
    return this.evidence(place.nodeKey, formatPath(['outputs', place.port, place.index, ...place.segments]));
  }
}
