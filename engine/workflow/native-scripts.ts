import { type Compute, type Frame, giveUp } from './native-chain';
import { parseNative } from './native-parser';
import { referencesIn } from './references';
import type { Scope } from './scope';
import type { Sandbox, ScriptBatch, ScriptLimits, ScriptOutcome } from './script';

/** About 10 ms of work: how long a list may keep the process from answering anybody else. */
const scopesAtOnce = 10_000;

/**
 * Arithmetic, comparisons and the like on plain data are computed here, a hundred times as fast as in a sandbox.
 * Only values come of it: whatever could fail, or differ by a hair, goes to the sandbox, which stays the one judge.
 */
export function withNativeScripts(sandbox: Sandbox, { resultSize }: Pick<ScriptLimits, 'resultSize'>): Sandbox {
  return {
    async evaluate({ scripts, scopes }) {
      const natives = scripts.map(findNative);
      if (natives.every(native => native === null)) return sandbox.evaluate({ scripts, scopes });
      const rows: (ScriptOutcome | null)[][] = [];
      const open: number[] = [];
      for (const [index, scope] of scopes.entries()) {
        if (index > 0 && index % scopesAtOnce === 0) await new Promise(resolve => setImmediate(resolve));
        const row = natives.map(native => native && compute(native, { scope, resultSize }));
        if (row.includes(null)) open.push(index);
        rows.push(row);
      }
      if (open.length > 0) await fillIn({ rows, open }, { scripts, scopes }, sandbox);
      return rows as ScriptOutcome[][];
    },
  };
}

interface Open {
  rows: (ScriptOutcome | null)[][];
  /** The rows in which something is missing. */
  open: readonly number[];
}

/** Asks the sandbox for what is open: scripts that are never native, and items for which a native one gave up. */
async function fillIn({ rows, open }: Open, { scripts, scopes }: ScriptBatch, sandbox: Sandbox): Promise<void> {
  const asked = scripts.flatMap((_, script) => (open.some(index => rows[index]![script] === null) ? [script] : []));
  const outcomes = await sandbox.evaluate({
    scripts: asked.map(script => scripts[script]!),
    scopes: open.map(index => scopes[index]!),
  });
  for (const [at, index] of open.entries()) {
    for (const [column, script] of asked.entries()) rows[index]![script] ??= outcomes[at]![column]!;
  }
}

interface Native {
  run: Compute;
  /** It fails where the trigger's item is not known, whether or not it comes to reading it. */
  needsTrigger: boolean;
}

const cache = new Map<string, Native | null>();

function findNative(source: string): Native | null {
  let native = cache.get(source);
  if (native === undefined) {
    if (cache.size > 5_000) cache.clear();
    const run = parseNative(source);
    native = run && { run, needsTrigger: referencesIn(source, '').some(({ root }) => root === 'trigger') };
    cache.set(source, native);
  }
  return native;
}

function compute(native: Native, { scope, resultSize }: { scope: Scope; resultSize: number }): ScriptOutcome | null {
  const frame: Frame = { scope, trigger: undefined, gaveUp: false };
  if (native.needsTrigger) frame.trigger = triggerItem(frame);
  if (frame.gaveUp) return null;
  const value = native.run(frame);
  if (frame.gaveUp) return null;
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? { ok: true, value: value === 0 ? 0 : value } : null;
    case 'string': // escaped, one character may need six
      return value.length * 6 + 2 <= resultSize ? { ok: true, value } : null;
    case 'boolean':
      return { ok: true, value };
    default:
      return value === null ? { ok: true, value } : null;
  }
}

function triggerItem(frame: Frame): unknown {
  const { context, item, itemIndex } = frame.scope;
  if (context.triggerKey === null) return item;
  const lookup = context.itemOf(context.triggerKey, itemIndex);
  return lookup.found ? lookup.item : giveUp(frame);
}
