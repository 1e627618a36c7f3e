import { AppError } from '../errors';
import { formatPath, type Segment, walkPath } from './path';
import { missingPath, readPath, type Start, startOf } from './read-path';
import { type Reference, referencesIn } from './references';
import type { Item } from './schema';
import type { Scope } from './scope';
import type { ScriptBatch, ScriptLimits, ScriptOutcome } from './script';
import { limitReached, type RawOutcome, readOutcome, type ScriptLimit } from './script-outcome';
import { hash, jsonOf } from './script-values';

/** What one scope gives its scripts, as positions in the list of values. */
interface Binding {
  item?: number;
  trigger?: number;
  nodes: Record<string, { item?: number; items?: 1; absent?: number; lost?: number }>;
  /** Scripts whose outcome is known without running them. */
  skip: number[];
}

type Trap = { path: Segment[]; id: number };

/** Puts a batch into one JSON text, each distinct item once and no more of it than is read; and reads the answers. */
export class BatchBuilder {
  private values: string[] = [];
  private positions = new Map<unknown, number>();
  private traps: Record<number, Trap[]> = {};
  /** What whole lists of nodes consist of; shared by all scopes. */
  private lists: Record<string, number[]> = {};
  private trapCount = 0;
  /** By script, by trap: what to say when that script reads that missing place. */
  private readonly failures: Map<number, AppError>[];
  /** By scope, by script: known before running, or what a TypeError will have come from. */
  private readonly known: Map<number, AppError>[] = [];
  private readonly suspects: Map<number, AppError>[] = [];
  private readonly references: Reference[][];
  private readonly fields: { item: Set<string> | null; trigger: Set<string> | null };

  private readonly batch: ScriptBatch;
  private readonly limits: ScriptLimits;

  constructor(batch: ScriptBatch, limits: ScriptLimits) {
    this.batch = batch;
    this.limits = limits;
    this.references = batch.scripts.map(source => referencesIn(source, ''));
    this.failures = batch.scripts.map(() => new Map());
    this.fields = { item: this.fieldsRead('item'), trigger: this.fieldsRead('trigger') };
  }

  /** The text for the scopes from `first` on. */
  build(first: number): string {
    [this.values, this.positions, this.traps, this.lists] = [[], new Map(), {}, {}];
    const scopes = this.batch.scopes.slice(first);
    const bindings = scopes.map((scope, at) => this.bind(scope, first + at));
    const { now, workflow, execution } = this.batch.scopes[0]!.context;
    const rest = {
      scripts: this.batch.scripts,
      scopes: bindings,
      traps: this.traps,
      lists: this.lists,
      seeds: scopes.map(({ itemIndex, context }) =>
        hash(`${execution.id} ${context.inputKey(itemIndex)} ${itemIndex}`),
      ),
      salts: this.batch.scripts.map(hash),
      resultSize: this.limits.resultSize,
      now,
      workflow,
      execution,
    };
    return `{"values":[${this.values.join(',')}],${JSON.stringify(rest).slice(1)}`;
  }

  outcome(scope: number, script: number, raw: RawOutcome | null): ScriptOutcome {
    const known = this.known[scope]?.get(script);
    if (known) return { ok: false, error: known };
    if (!raw) return this.limitReached(script, 'time');
    return readOutcome(raw, {
      expression: this.batch.scripts[script]!,
      failures: this.failures[script]!,
      suspect: this.suspects[scope]?.get(script) ?? null,
      item: this.batch.scopes[scope]!.item,
    });
  }

  limitReached(script: number, limit: ScriptLimit): ScriptOutcome {
    return limitReached(this.batch.scripts[script]!, limit);
  }

  private bind(scope: Scope, index: number): Binding {
    const known = new Map<number, AppError>();
    const suspects = new Map<number, AppError>();
    this.known[index] = known;
    this.suspects[index] = suspects;
    const binding: Binding = { nodes: {}, skip: [] };
    for (const [script, references] of this.references.entries()) {
      for (const reference of references) {
        try {
          this.bindReference(binding, { scope, script, reference, suspects });
        } catch (error) {
          known.set(script, AppError.from(error));
        }
      }
    }
    binding.skip = [...known.keys()];
    return binding;
  }

  private bindReference(
    binding: Binding,
    use: { scope: Scope; script: number; reference: Reference; suspects: Map<number, AppError> },
  ): void {
    const { scope, reference } = use;
    switch (reference.root) {
      case 'item':
        binding.item ??= this.position(scope.item, this.fields.item);
        this.watch(binding.item, startOf(reference, scope), use);
        return;
      case 'trigger': {
        const start = startOf(reference, scope);
        binding.trigger ??= this.position(start.value, this.fields.trigger);
        this.watch(binding.trigger, start, use);
        return;
      }
      case 'nodes':
        this.bindNode(binding, use);
        return;
      case 'now':
      case 'workflow':
      case 'execution':
        return;
    }
  }

  private bindNode(
    binding: Binding,
    use: { scope: Scope; script: number; reference: Reference; suspects: Map<number, AppError> },
  ): void {
    const { scope, script, reference } = use;
    const { context, itemIndex } = scope;
    if (reference.nodeKey === null) {
      for (const nodeKey of context.nodeKeys) {
        if (context.itemsOf(nodeKey)) {
          this.bindNode(binding, { ...use, reference: { ...reference, nodeKey, within: null, nodeRequired: false } });
        }
      }
      return;
    }
    const key = reference.nodeKey;
    binding.nodes[key] ??= {};
    const bound = binding.nodes[key];
    const items = context.itemsOf(key);
    if (items === null) {
      bound.absent ??= this.newTrap();
      if (reference.nodeRequired)
        this.remember(script, bound.absent, () => readPath({ ...reference, within: 'item' }, scope));
      return;
    }
    if (reference.within !== 'item') {
      this.lists[key] ??= items.map(item => this.position(item, null));
      bound.items = 1;
      if (reference.within === 'items') this.suspectList(items, use);
    }
    if (reference.within === 'items') return;
    const lookup = context.itemOf(key, itemIndex);
    if (lookup.found) {
      bound.item ??= this.position(lookup.item, null);
      if (reference.within === 'item') this.watch(bound.item, startOf(reference, scope), use);
    } else {
      bound.lost ??= this.newTrap();
      const { expression } = reference;
      this.remember(script, bound.lost, () => readPath({ ...reference, expression, within: 'item' }, scope));
    }
  }

  private suspectList(
    items: readonly Item[],
    {
      scope,
      script,
      reference,
      suspects,
    }: { scope: Scope; script: number; reference: Reference; suspects: Map<number, AppError> },
  ): void {
    const walk = walkPath(items, reference.segments.slice(0, reference.required));
    if (!walk.found && !suspects.has(script)) suspects.set(script, missingPath(reference, startOf(reference, scope)));
  }

  /** Where a path that must be there is not, the place itself will report being read. */
  private watch(
    position: number,
    start: Start,
    use: { script: number; reference: Reference; suspects: Map<number, AppError> },
  ): void {
    const { script, reference, suspects } = use;
    const needed = reference.segments.slice(0, reference.required);
    const walk = walkPath(start.value, needed);
    if (walk.found) return;
    const error = missingPath(reference, start);
    if (walk.parent === null || typeof walk.parent !== 'object') {
      suspects.set(script, error);
      return;
    }
    const path = needed.slice(0, walk.at + 1);
    this.traps[position] ??= [];
    const list = this.traps[position];
    const known = list.find(other => formatPath(other.path) === formatPath(path));
    const trap = known ?? { path, id: this.newTrap() };
    if (!known) list.push(trap);
    this.failures[script]!.set(trap.id, error);
  }

  private remember(script: number, trap: number, read: () => unknown): void {
    try {
      read();
    } catch (error) {
      this.failures[script]!.set(trap, AppError.from(error));
    }
  }

  private newTrap(): number {
    this.trapCount += 1;
    return this.trapCount;
  }

  /** Each distinct value once; `fields` leaves out what no script reads. */
  private position(value: unknown, fields: Set<string> | null): number {
    const known = this.positions.get(value);
    if (known !== undefined) return known;
    const position = this.values.push(jsonOf(value, fields)) - 1;
    this.positions.set(value, position);
    return position;
  }

  /** The top-level fields that are read of a root; null when it is read as a whole. */
  private fieldsRead(root: 'item' | 'trigger'): Set<string> | null {
    const all = this.references.flat();
    // An item may be the trigger's or another node's too, and then it is shared: only a lone root can be cut down.
    if (all.some(reference => reference.root !== root && !['now', 'workflow', 'execution'].includes(reference.root))) {
      return null;
    }
    const used = all.filter(reference => reference.root === root).map(({ segments }) => segments[0]);
    return used.every(name => typeof name === 'string') ? new Set(used as string[]) : null;
  }
}
