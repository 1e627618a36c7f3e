import { isDeepStrictEqual } from 'node:util';
import { toFormField, usualFields } from '../catalogue/form';
import { quiet } from '../grammar/reader';
import { readFieldList } from '../grammar/value';
import type { EditRule } from './edit-context';

const asked =
  /^(?:(?:and|also|please)\s+)*(?:the form |it )?(?:should |must |also )*(?:asks?|has|have|needs?|contains?|with)(?: for)? (?:also )?(?:the )?(?:fields? )?(.+?)(?: too| as well)?$|^(?:the )?(?:form )?fields(?: of the form)? (?:are|should be) (.+)$|^(?:also )?ask (?:also )?for (?:the |their |an? )?(.+?)(?: too| as well)?$|^add (?:an? |the )?(?:field |question )?(.+?)(?: field)? to the form$/i;

/** "the form asks for name and email", "ask for the phone too": what our own form wants to know. */
export const formFields: EditRule = ({ text, workflow, reader }) => {
  const form = workflow.nodes.find(({ type }) => /(?:^|\.)form$/.test(type));
  const match = asked.exec(text);
  if (form === undefined || !match || /\b(?:if|when|table|answer)\b/i.test(text)) return null;
  const said = readFieldList(match.slice(1).find(each => each !== undefined)!, quiet(reader));
  if (said === null || said.some(({ value }) => value.kind !== 'field')) return null;
  const known = (form.params.fields as { name: string }[] | undefined) ?? [];
  // What it asked for only because nobody had said anything gives way.
  const assumed = !/\b(?:also|too|as well|add)\b/i.test(text) && isDeepStrictEqual(known, [...usualFields]);
  const before = assumed ? [] : known;
  const fresh = said
    .map(({ name }) => toFormField(name))
    .filter(({ name }) => !before.some(field => field.name === name));
  return fresh.length === 0
    ? null
    : { changes: [{ type: 'update-node', node: form.key, params: { fields: [...before, ...fresh] } }] };
};
