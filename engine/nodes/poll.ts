import { z } from 'zod';
import type { Item } from '../workflow/schema';
import type { CredentialValues } from './credentials';
import type { HttpClient } from './http-client';
import { wholeNumber } from './settings';

/** One look for news. */
export interface PollCall<Params> {
  params: Params;
  /** Carries the key, where the trigger has one. */
  http: HttpClient;
  credential: CredentialValues | null;
  /** Where the look before this one ended; null for the first, and after the settings named another source. */
  cursor: unknown;
  signal: AbortSignal;
}

export interface PollFile {
  id: string;
  name: string;
  mediaType: string;
  content: Buffer;
}

export interface PollEntry {
  /** The same for the same thing, however often it is found. */
  key: string;
  item: Item;
  /** What its item refers to. */
  files?: readonly PollFile[];
}

/** Everything that is there now, oldest first, or only what is new since the cursor. */
export interface Polled {
  entries: readonly PollEntry[];
  cursor?: unknown;
}

export const pollUnits = ['minutes', 'hours', 'days'] as const;

/** Settings that every trigger has which looks for news. */
export const pollSettings = (every: number) => ({
  every: wholeNumber('How many minutes, hours or days lie between two looks', { min: 1, max: 10_000 }).default(every),
  unit: z.enum(pollUnits).default('minutes').describe('The unit of "every"'),
  first: z
    .enum(['none', 'all'])
    .default('none')
    .describe('What is there already when it is switched on: none of it, or all of it, counts as new'),
});

const minutesIn = { minutes: 1, hours: 60, days: 1_440 };

export const pollPeriodMs = ({ every, unit }: { every?: unknown; unit?: unknown }): number => {
  const minutes = minutesIn[unit as keyof typeof minutesIn] ?? 1;
  return Math.max(Number(every) || 15, 1) * minutes * 60_000;
};

export const sayPeriod = ({ every, unit }: { every?: unknown; unit?: unknown }, usual: number): string => {
  const [amount, name] = [Number(every ?? usual) || usual, String(unit ?? 'minutes')];
  return amount === 1 ? `every ${name.replace(/s$/, '')}` : `every ${amount} ${name}`;
};
