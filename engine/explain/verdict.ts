import { formatPath } from '../workflow/path';
import type { CauseClass, Explanation } from './explanation';
import type { History, Place, Reading } from './history';
import { code, show } from './words';

/** What is made of a service's answer. */
export interface Verdict {
  class: CauseClass;
  confidence: Explanation['cause']['confidence'];
  sentence: string;
  nextStep: string;
  /** The service could not read the body; it may be put right. */
  isFormat?: boolean;
}

/** A value that went into the request, and where it comes from. */
export interface Part {
  reading: Reading;
  place: Place | null;
}

export const isAddress = (param: string): boolean => param === 'url' || param.startsWith('query.');

/** `body.email` was "a@", from *Order received*. */
export const told = (history: History, { reading, place }: Part): string =>
  `${code(reading.reference.path || reading.reference.expression)} was ${show(reading.value)}${place ? `, from ${history.name(place.nodeKey)}` : ''}`;

export const pathTo = ({ reading, place }: Part): string =>
  code(place ? formatPath(place.segments) : reading.reference.path);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
