import type { Clause } from '../grammar/clause';
import type { Reader } from '../grammar/reader';
import { isModel } from '../grammar/services';
import { restore } from '../language/literals';
import type { Step } from '../plan';
import { fillSettings } from './fill';
import { type FoundEntry, findEntry } from './find-entry';
import { givesOf } from './gives';
import { addressesIn } from './phrases';
import { kindOf } from './setting-kind';

/** A clause that begins with what a step of the catalogue is called: "remove duplicates by email", "wait 2 hours". */
export function readCatalogueStep({ verb, text }: Clause, reader: Reader): Step[] | null {
  const found = findEntry(text, reader.catalogue);
  if (found?.leads) return toSteps(text, found, reader);
  const mail = tells.test(verb) && toSomebody(text, reader) ? mailing(reader) : undefined;
  return mail ? toSteps(text, { entry: mail, naming: [], words: 0, leads: true, apart: 0 }, reader) : null;
}

/** "send the summary to ada@example.com": an address says that it is an e-mail. */
const tells = /^(?:send|deliver|forward|share|notify|tell|inform|alert|report|pass)$/;
const toSomebody = (text: string, reader: Reader) =>
  addressesIn(text, reader).length > 0 ||
  /\bto (?:the |their |his |her |its )?(?:[\p{L}']+ )?e-?mail(?: address)?\b(?! (?:list|table|service))/iu.test(text);
const mailing = ({ catalogue }: Reader) =>
  catalogue.steps.find(({ settings }) => settings.some(setting => kindOf(setting) === 'recipient'));

const summary =
  /\b(?:an?|the|its|their|short|brief|daily|weekly|quick) (?:[\p{L}-]+ ){0,2}(?:summary|digest|key points)\b/iu;

/** "mail me a summary": it is written before it is sent, unless there is one already. */
function toSteps(text: string, found: FoundEntry, reader: Reader): Step[] {
  const sends = found.entry.settings.some(setting => kindOf(setting) === 'recipient');
  const writers = reader.catalogue.steps.filter(({ node }) => node.usesModel === 'language');
  const writer =
    sends && summary.test(text) && !reader.written
      ? findEntry('write a summary', { steps: writers, triggers: [] }, { loose: true })
      : null;
  const written = writer && toStep(text, writer, reader);
  return [...(written ? [{ ...written, text: 'Write a summary' }] : []), toStep(text, found, reader)];
}

/** A clause that names one somewhere, when nothing else reads it. */
export function readMentioned(text: string, reader: Reader): Step | null {
  const found = findEntry(text, reader.catalogue, { loose: true });
  return found && (found.words > 1 || found.leads) ? toStep(text, found, reader) : null;
}

/** A step that we ask for ourselves, in the words of its description. */
export const readAsStep = (text: string, reader: Reader): Step | null => readMentioned(text, reader);

/** The same without a verb: "one item for each line". A time is none of that. */
export const readVerbless = (text: string, reader: Reader): Step | null =>
  /\b(?:every|each day|days?|weeks?|months?|hours?|mornings?|nights?|\w+days?)\b/i.test(text)
    ? null
    : readNoun(text, reader);

function readNoun(text: string, reader: Reader): Step | null {
  const found = findEntry(text, reader.catalogue);
  return found?.leads && found.words > 1 ? toStep(text, found, reader) : null;
}

/** What a language model or the mail does, asked for by their name: the step for it, if there is one. */
export function readFor(service: string, text: string, reader: Reader): Step | null {
  const { steps } = reader.catalogue;
  const fitting = isModel(service)
    ? steps.filter(({ node }) => node.usesModel === 'language')
    : /^(?:email|messages)$/.test(service)
      ? steps.filter(({ settings }) => settings.some(setting => kindOf(setting) === 'recipient'))
      : [];
  if (fitting.length === 0) return null;
  const found = findEntry(text, { steps: fitting, triggers: [] }, { loose: true });
  const general = fitting.find(({ settings }) =>
    settings.some(each => kindOf(each) === 'instruction' && each.required),
  );
  const entry = found?.entry ?? general ?? fitting[0]!;
  return toStep(text, { entry, naming: found?.naming ?? [], words: 0, leads: true, apart: 0 }, reader);
}

function toStep(text: string, { entry, naming }: FoundEntry, reader: Reader): Extract<Step, { kind: 'other' }> {
  const quotes = (text.match(/⟨q\d+⟩/g) ?? []).filter(mark => addressesIn(mark, reader).length === 0);
  const settings = fillSettings({ entry, text, reader, quotes: [...quotes], naming });
  const gives = givesOf(entry, settings);
  for (const name of gives.fields) reader.fields.add(name);
  if (gives.ways) reader.ways = gives.ways;
  if (entry.node.usesModel === 'language') reader.written = true;
  else if (entry.node.usesModel === 'embedding' && gives.passes) reader.found = gives.fields[0];
  return { kind: 'other', type: entry.type, text: restore(text, reader.literals), settings, gives };
}
