import type { FlatChange } from '@/tools/flat-change';
import { capitalise, shorten } from '../language/names';

/** A way out that the next step is joined to. */
export interface End {
  key: string;
  port: string;
  /** An answer was given on the way here. */
  answered: boolean;
  /** The answer was a refusal: what follows is not for this way, unless it is said for all. */
  refused?: boolean;
  /** A round of the loop with this key begins here: no arrow leads in. */
  opens?: boolean;
}

export interface NewStep {
  type: string;
  label: string;
  params: Record<string, unknown>;
  options?: FlatChange['options'];
}

/** Collects changes; chooses keys that are free. */
export class Builder {
  readonly changes: FlatChange[] = [];
  readonly assumptions: string[] = [];
  private readonly taken: Set<string>;
  private loop: string | null = null;

  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  /** What `build` adds is inside the loop with this key. */
  inside(loop: string, build: () => void) {
    const outer = this.loop;
    this.loop = loop;
    build();
    this.loop = outer;
  }

  /** Adds a step behind all the given ends. */
  add({ type, label, params, options }: NewStep, ends: readonly End[]): string {
    const name = shorten(capitalise(label.replace(/\s+/g, ' ').trim()), 78);
    const key = this.keyFor(name);
    const [first, ...others] = ends.filter(end => !end.opens);
    this.changes.push({
      ...{ type: 'add-node' as const, nodeType: type, key, label: name, params },
      ...(options ? { options } : {}),
      ...(this.loop === null ? {} : { inside: this.loop }),
      ...(first ? { after: first.key, ...(first.port === 'next' ? {} : { port: first.port }) } : {}),
    });
    for (const end of others) this.changes.push({ type: 'connect', from: end.key, port: end.port, to: key });
    return key;
  }

  private keyFor(label: string): string {
    const slug =
      label
        .toLowerCase()
        .normalize('NFKD')
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '')
        .replace(/^(?=\d)/, 'step_')
        .slice(0, 40)
        .replace(/_+$/, '') || 'step';
    let key = slug;
    for (let count = 2; this.taken.has(key); count += 1) key = `${slug}_${count}`;
    this.taken.add(key);
    return key;
  }
}
