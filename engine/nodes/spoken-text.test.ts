import { expect, it } from 'vitest';
import { toSpokenText } from './spoken-text';

it.each([
  ['a text', ' Good morning ', 'Good morning'],
  ['a number', 12, '12'],
  ['the field that tells it', { model: 'x', text: 'At nine.' }, 'At nine.'],
  ['the only text there is', { greeting: 'Hello' }, 'Hello'],
  ['one line for each item', [{ answer: 'One' }, { answer: 'Two' }], 'One\nTwo'],
  ['anything else as it is', { open: true }, '{\n  "open": true\n}'],
  ['nothing', [{}, null], ''],
])('says %s', (_what, value, text) => expect(toSpokenText(value)).toBe(text));
