import { type Catalogue, emptyCatalogue } from '../catalogue/entries';
import type { Literal } from '../language/literals';

/** What is known while a request is read: what was set apart, and the words used so far. */
export interface Reader {
  /** The steps there are beyond those that have rules of their own. */
  catalogue: Catalogue;
  literals: readonly Literal[];
  /** What the person calls the things that flow: "order", "post". Their amounts are just "amount". */
  nouns: Set<string>;
  /** Field names met so far, so that a bare word can be told from a plain text. */
  fields: Set<string>;
  /** Fields that the trigger is said to bring. */
  given: Set<string>;
  /** What "it" compares in a chain of conditions. */
  subject: import('../plan').Value | null;
  assumptions: string[];
  /** Conditions in the clause about what starts it that nobody read. */
  lost: string[];
  /** The ways out of the step that was read last, such as the categories it sorts into. */
  ways?: readonly string[];
  /** Fields of the request that hold lists, with what their entries hold. */
  lists?: readonly { name: string; fields: readonly string[] }[];
  /** Services that a step stands for already. */
  told?: Set<string>;
  /** A language model has written something already. */
  written?: boolean;
  /** The field with what was found in documents, for a model to write from. */
  found?: string;
  /** The rows that were looked up last, and the table that was named last. */
  rows?: { table: string; test: import('../plan').Test | null };
  table?: string;
}

/** Who or what a request is about: "save the applicant" stores all that came. */
export const entity =
  /^(?:applicant|customer|user|visitor|person|lead|booking|contact|guest|payment|invoice|sign-?up|application|submission|registration|subscriber|member|client|buyer|donation|event|ticket|reservation|purchase|complaint|candidate|employee|reading|transaction|delivery|shipment|record|registration|inquiry|enquiry|respondent)$/;

export const createReader = (literals: readonly Literal[], catalogue: Catalogue = emptyCatalogue): Reader => ({
  catalogue,
  literals,
  nouns: new Set([
    'order',
    'item',
    'post',
    'row',
    'record',
    'entry',
    'request',
    'body',
    'payload',
    'message body',
    'json',
    'data',
    'webhook',
    'object',
  ]),
  fields: new Set(),
  given: new Set(),
  subject: null,
  assumptions: [],
  lost: [],
});

/** A reading that is only a look ahead must not change what is known. */
export const quiet = (reader: Reader): Reader => ({
  ...reader,
  fields: new Set(reader.fields),
  given: new Set(reader.given),
  nouns: new Set(reader.nouns),
  assumptions: [...reader.assumptions],
  lost: [...reader.lost],
});
