import type { Reader } from './reader';

const every =
  /^(?:all|both|everything|them all|all (?:of )?(?:it|them|that|these|this)|(?:all |both |the )+(?:of (?:the|these) )?(?:(?:two|three|four|five|six|seven|2|3|4|5|6|7)(?: of them)?)?(?: ?(?:fields?|values|data|details|infos?|entries|of them|of these))?|all (?:two|three|four|five|six)(?: of them)?)$/i;

/** "both", "all three", "all fields": the fields that the trigger is said to bring; null when it says something else. */
export function namesOfAll(phrase: string, reader: Reader): string[] | null {
  const plain = phrase.trim();
  return every.test(plain) && plain !== '' && reader.given.size > 0 && !/^the$/i.test(plain) ? [...reader.given] : null;
}
