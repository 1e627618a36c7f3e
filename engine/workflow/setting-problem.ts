import type { z } from 'zod';
import { listed } from './draft';
import { nearestName } from './nearest';

interface Where {
  value: unknown;
  /** Dotted path of the setting. */
  param: string;
}

interface Said {
  sentence: string;
  suggestion: { from: string; to: string } | null;
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
};

/** `conditions.0.right` is read as `right of condition 1`. */
export function sayParam(param: string): string {
  const [name = '', index, ...rest] = param.split('.');
  const words = (text: string) =>
    text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('_', ' ')
      .toLowerCase();
  if (index === undefined) return words(name);
  if (!/^\d+$/.test(index)) return `${sayParam([index, ...rest].join('.'))} of ${words(name)}`;
  const entry = `${words(name).replace(/s$/, '')} ${Number(index) + 1}`;
  return rest.length > 0 ? `${sayParam(rest.join('.'))} of ${entry}` : entry;
}

/** What a schema refused, as a sentence about the setting; a sentence written in the schema itself wins. */
export function saySettingProblem(problem: z.core.$ZodIssue, { value, param }: Where): Said {
  const name = sayParam(param) || 'the settings';
  const plain = (sentence: string): Said => ({ sentence, suggestion: null });
  if (isOwnSentence(problem)) return plain(`${name}: ${problem.message}`);
  if (value === undefined) return plain(`${name} is missing.`);
  switch (problem.code) {
    case 'invalid_type':
      return plain(`${name} must be ${nouns[problem.expected] ?? problem.expected}.`);
    case 'invalid_value':
      return oneOf(problem.values.map(String), { value, param });
    case 'too_small':
      return plain(
        value === '' ? `${name} is empty.` : `${name} must be at least ${problem.minimum}${unit(problem.origin)}.`,
      );
    case 'too_big':
      return plain(`${name} must be at most ${problem.maximum}${unit(problem.origin)}.`);
    case 'invalid_format':
      return plain(`${name} is not a valid ${problem.format === 'regex' ? 'value' : problem.format}.`);
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return plain(`${name} does not fit.`);
  }
}

const unit = (origin: string) => (origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '');

function oneOf(values: readonly string[], { value, param }: Where): Said {
  const near = typeof value === 'string' ? nearestName(value, values) : null;
  const shown = values.length > 8 ? `${values.slice(0, 8).join(', ')} or others` : listed(values);
  return {
    sentence: `${sayParam(param)} must be ${shown}.${near ? ` Did you mean ${near}?` : ''}`,
    suggestion: near ? { from: String(value), to: near } : null,
  };
}

/** Zod's own sentences begin in a few fixed ways; ours are written for people and end with a full stop. */
const isOwnSentence = ({ message, code }: z.core.$ZodIssue) =>
  message !== '' &&
  (code === 'custom' ? message !== 'Invalid input' : message.endsWith('.') && !message.startsWith('Invalid'));
