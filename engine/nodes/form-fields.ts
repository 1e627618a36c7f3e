import { z } from 'zod';
import type { Item } from '../workflow/schema';
import { type Shape, unknownShape } from '../workflow/shape';
import { toTime } from './dates';
import { toTextFile } from './file-values';
import { isAddress } from './mail-addresses';
import { toNumber } from './numbers';
import { toText } from './settings';
import { list, number, object, text } from './shapes';

export const formFieldTypes = [
  'text',
  'paragraph',
  'email',
  'phone',
  'number',
  'date',
  'choice',
  'choices',
  'yes-no',
  'address',
  'file',
] as const;

export const FormField = z
  .object({
    name: z
      .string('Give a name.')
      .trim()
      .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'A name has letters, digits and _ only, such as first_name.')
      .describe('Name of the field in the item, such as email'),
    label: z.string().trim().max(200).optional().describe('What stands above it on the page; without one, its name'),
    type: z
      .enum(formFieldTypes)
      .default('text')
      .describe('What is asked for; address is a web address, file a file of at most 10 MB'),
    required: z.boolean().default(false).describe('true: it must be filled in'),
    choices: z
      .array(z.string().trim().min(1).max(200))
      .max(100)
      .default([])
      .describe('For choice and choices: what can be chosen'),
    help: z.string().trim().max(500).optional().describe('A line below it that explains'),
  })
  .superRefine(({ type, choices }, context) => {
    if (!type.startsWith('choice') || choices.length > 0) return;
    context.addIssue({ code: 'custom', path: ['choices'], message: 'Say what can be chosen.' });
  });
export type FormField = z.infer<typeof FormField>;

/** What the item has besides the fields. */
export const takenNames: readonly string[] = ['submitted_at'];

export const labelOf = ({ name, label }: Pick<FormField, 'name' | 'label'>): string =>
  label || name.replace(/_/g, ' ').replace(/^./, first => first.toUpperCase());

export const shapeOfField = (type: unknown): Shape =>
  type === 'file'
    ? storedFile
    : type === 'choices'
      ? list(text)
      : type === 'yes-no'
        ? { kind: 'boolean' }
        : type === 'number'
          ? unknownShape
          : text;

export const mostFileBytes = 10 * 1024 * 1024;

const storedFile = object({ name: text, type: text, size: number, file: text });

export interface Submission {
  values: Item;
  /** By field: what is to be kept before the run begins. */
  files: Readonly<Record<string, File>>;
  /** By field, in words for who filled it in. */
  problems: Readonly<Record<string, string>>;
}

const longest: Record<string, number> = { paragraph: 10_000 };

/** What was sent, checked and made into values; fields that the form does not have are dropped. */
export function readSubmission(fields: readonly FormField[], sent: URLSearchParams | FormData): Submission {
  const values: Record<string, Item[string]> = {};
  const problems: Record<string, string> = {};
  const files: Record<string, File> = {};
  for (const field of fields) {
    if (field.type === 'file') {
      const file = sent.getAll(field.name).find(value => typeof value !== 'string' && value.size > 0);
      const problem = problemInFile(field, file as File | undefined);
      if (problem) problems[field.name] = problem;
      else if (file) files[field.name] = file as File;
      values[field.name] = null;
      continue;
    }
    const given = sent.getAll(field.name).filter(value => typeof value === 'string');
    const { value, problem } = readField(
      field,
      given.map(entry => entry.replace(/\r\n?/g, '\n').trim()),
    );
    values[field.name] = value;
    if (problem) problems[field.name] = problem;
  }
  return { values, problems, files };
}

function problemInFile({ required }: FormField, file: File | undefined): string | undefined {
  if (!file) return required ? 'Please choose a file.' : undefined;
  return file.size > mostFileBytes ? 'At most 10 MB, please.' : undefined;
}

interface Read {
  value: Item[string];
  problem?: string | undefined;
}

function readField(field: FormField, given: readonly string[]): Read {
  if (field.type === 'choices')
    return readChoices(
      field,
      given.filter(entry => entry !== ''),
    );
  const entry = given[0] ?? '';
  if (field.type === 'yes-no')
    return { value: entry !== '', problem: field.required && entry === '' ? 'Please tick this.' : undefined };
  if (entry === '')
    return { value: field.type === 'number' ? null : '', problem: field.required ? 'Please fill this in.' : undefined };
  const most = longest[field.type] ?? 1_000;
  if (entry.length > most) return { value: entry.slice(0, most), problem: `At most ${most} characters, please.` };
  return { value: field.type === 'number' ? (toNumber(entry) ?? entry) : entry, problem: problemIn(field, entry) };
}

function readChoices({ choices, required }: FormField, given: readonly string[]): Read {
  const known = given.filter(entry => choices.includes(entry));
  if (known.length < given.length) return { value: known, problem: 'Please choose from the list.' };
  return { value: known, problem: required && known.length === 0 ? 'Please choose at least one.' : undefined };
}

function problemIn({ type, choices }: FormField, entry: string): string | undefined {
  switch (type) {
    case 'email':
      return isAddress(entry) && !entry.includes('<') ? undefined : 'This is no e-mail address.';
    case 'number':
      return toNumber(entry) === null ? 'This is no number.' : undefined;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(entry) && toTime(entry) !== null ? undefined : 'This is no date.';
    case 'phone':
      return /^[+()\d][\d\s()./-]{4,29}$/.test(entry) ? undefined : 'This is no telephone number.';
    case 'address':
      return /^https?:\/\//i.test(entry) && URL.canParse(entry)
        ? undefined
        : 'This is no web address. It begins with https://.';
    case 'choice':
      return choices.includes(entry) ? undefined : 'Please choose from the list.';
    case 'text':
    case 'paragraph':
    case 'choices':
    case 'yes-no':
    case 'file':
      return undefined;
  }
}

const samples: Record<string, Item[string]> = {
  text: 'Ada Lovelace',
  paragraph: 'Could you call me back, please?',
  email: 'ada@example.com',
  phone: '+49 30 1234567',
  number: 120,
  date: '2026-03-02',
  'yes-no': true,
  address: 'https://example.com',
  file: toTextFile({ name: 'notes.txt', type: 'text/plain', text: 'Call me back.' }),
};

/** What somebody could have sent. */
export const exampleOfField = (field: Record<string, unknown>): Item[string] => {
  const choices = Array.isArray(field.choices) ? field.choices.map(toText) : [];
  if (field.type === 'choice') return choices[0] ?? '';
  return field.type === 'choices' ? choices.slice(0, 2) : (samples[toText(field.type)] ?? samples.text!);
};
