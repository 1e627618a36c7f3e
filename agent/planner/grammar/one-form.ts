import { rewordAnswers } from './answer-words';
import { rewordHeads } from './heads';
import { rewordJoins } from './join-words';
import { rewordLadders } from './ladders';
import { rewordLookups } from './lookups';
import type { Reader } from './reader';
import { rewordSeveral } from './several';
import { rewordFigures } from './table-figures';
import { rewordTiers } from './tiers';
import { triggerFirst } from './trigger-first';
import { rewordUpdates } from './updates';
import { rewordUpserts } from './upserts';
import { rewordValues } from './value-words';
import { reword } from './wording';

type Rewording = (text: string, reader: Reader) => string;

/** In this order: what comes in is known before cases are read, tables before figures, lists before sentences. */
const rewordings: readonly Rewording[] = [
  triggerFirst,
  rewordSeveral,
  rewordUpdates,
  rewordLookups,
  rewordFigures,
  rewordTiers,
  rewordLadders,
  rewordHeads,
  (text, { given }) => rewordJoins(text, given),
  rewordValues,
  reword,
  rewordUpserts,
  rewordAnswers,
];

/** The many wordings of one thing in the one that the grammar of clauses reads. */
export const inOneForm = (text: string, reader: Reader): string =>
  rewordings.reduce((current, rewording) => rewording(current, reader), text);
