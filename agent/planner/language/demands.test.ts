import { expect, it } from 'vitest';
import { demandsAsConditions } from './demands';

it.each([
  ['email must contain @, else answer 422', 'if email does not contain @, answer 422'],
  ['The weight has to be at most 30, otherwise reply "no"', 'if The weight is not at most 30, reply "no"'],
  ['it arrives, the code should start with A, or else say no', 'it arrives. if the code does not start with A, say no'],
  ['state must not be closed, if not answer 409', 'if state is closed, answer 409'],
])('%s', (text, condition) => {
  expect(demandsAsConditions(text)).toBe(condition);
});

it.each([
  'the ticket has to be bigger than 0 and not bigger than 500, if not then say no',
  'email must contain @. Store it.',
  'it must be stored in a table called orders',
  'if the amount is over 5 answer "a", otherwise "b"',
])('leaves "%s" as it is', text => {
  expect(demandsAsConditions(text)).toBe(text);
});
