import type { Test, Value } from '../plan';
import type { Reader } from './reader';

/** "there is no voter" is about the field where there is one, and about a looked-up row where there is none. */
export function namesField(text: string, reader: Reader): boolean {
  const name = /^there (?:is|are|was|were) (?:no|an?) ([\p{L}_]+)(?: given| at all)?$/iu.exec(text)?.[1]?.toLowerCase();
  if (name === undefined || reader.fields.has(name)) return name !== undefined;
  return !reader.nouns.has(name) && !/^(?:rows?|match(?:es)?|one|entry|entries|record|results?|hits?)$/.test(name);
}

/** "found", "it does not exist", "there is no such customer", "nothing was found": whether a look-up gave a row. */
export function readFound(text: string): Test | null {
  const none =
    /^(?:(?:it|he|she|they|one|that|there|the \w+|a \w+|any \w+|no \w+|none|nothing|nobody)\s+)?(?:(?:is|was|are|were|could)\s+)?(?:not (?:be )?(?:found|there yet|known|in (?:the|that|our) table|in there)|(?:does|do|did) not (?:already |yet )?exist(?: yet)?(?: there)?|unknown)$/i;
  const nothing =
    /^(?:nothing|none|nobody|no (?:one|row|rows|match|matches|\w+)) (?:is|was|are|were|could be|exists?)? ?(?:found|there|known|matched|matches|exists?)?$|^there (?:is|are|was|were) (?:no|not) (?:such |matching |any )?(?:row|rows|match|one|\w+)$|^not found$/i;
  const some =
    /^(?:(?:it|he|she|they|one|that|there|someone|the \w+|a \w+|any \w+|something)\s+)?(?:(?:is|was|are|were|can be)\s+)?(?:already )?(?:found|known|in (?:the|that|our) table|(?:already )?exists?(?: already)?(?: there)?)$|^there (?:is|are|was) (?:already )?(?:a|one|such a|any) ?(?:match|row|one|\w+)?(?: already)?$/i;
  const subject: Value = { kind: 'field', name: 'id', of: 'row' };
  if (none.test(text) || (nothing.test(text) && /found|match|exist|there|row|known/i.test(text)))
    return compared({ subject, operator: 'not_exists' });
  return some.test(text) && !/\bfield\b/.test(text) ? compared({ subject, operator: 'exists' }) : null;
}

const compared = (comparison: Extract<Test, { kind: 'compare' }>['comparison']): Test => ({
  kind: 'compare',
  comparison,
});
