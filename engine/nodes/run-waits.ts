import type { Item } from '../workflow/schema';
import type { FormField } from './form-fields';

/** What a person is asked, as they read it. */
export interface Asks {
  title: string;
  text: string;
  /** Addresses that get a link of their own. */
  email: readonly string[];
  fields: readonly FormField[];
}

/** What a parked run waits for from outside: a person's decision, or a call to an address of its own. */
export type Wanted = {
  /** Of its kind, once in a run: the step's key unless said, or the name of the address for a call. */
  name: string;
  /** Whoever has not answered by then is too late. */
  until: Date;
} & ({ kind: 'approval'; who: 'owner' | 'members' | 'link'; asks: Asks } | { kind: 'call' });

/** As a step's definition says it. */
export type Asked = Wanted extends infer One
  ? One extends Wanted
    ? Omit<One, 'name'> & { name?: string }
    : never
  : never;

/** What came of it. Time is an answer, too. */
export interface Came {
  outcome: 'approved' | 'refused' | 'called' | 'timed_out';
  /** Who answered, as people call them; null for a call, and for time. */
  by: string | null;
  /** ISO 8601. */
  at: string;
  /** What was filled in, or the call as a webhook's item. */
  values: Item;
}

export interface Opened {
  /** The first asking counts; asked again after a restart, its deadline is still that one. */
  until: Date;
  came: Came | null;
  /** Whether people were told where to answer. */
  told: boolean;
  /** Where each who gets an e-mail answers, in the order of `asks.email`. */
  links: readonly string[];
}

/** What one run waits for, kept outside of it. Every answer counts once, whoever is first. */
export interface RunWaits {
  open(wanted: Wanted): Promise<Opened>;
  /** People were told; not again. */
  told(wanted: Wanted): Promise<void>;
  /** The time is over: what came, which is `timed_out` unless somebody was faster. */
  close(wanted: Wanted): Promise<Came>;
  /** The web address that answers a `call` of that name. Always the same for a run. */
  callUrl(name: string): string;
}
