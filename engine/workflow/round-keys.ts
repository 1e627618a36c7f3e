/** One round of a loop that a record was made in; `round` counts from 0. */
export interface RoundPlace {
  loopKey: string;
  round: number;
}

/** What a node's record is called in that round: `each_row[3]/send_mail` is `each_row[3]/` and its key. */
export const roundPrefix = (outer: string, { loopKey, round }: RoundPlace): string => `${outer}${loopKey}[${round}]/`;

/** `outer[2]/inner[0]/send` is `outer[2]/inner[0]/`; nothing for what is in no loop. */
export const prefixOf = (recordKey: string): string => recordKey.slice(0, recordKey.lastIndexOf('/') + 1);

/** The node's own key: `send` of `outer[2]/inner[0]/send`. */
export const plainKey = (recordKey: string): string => recordKey.slice(recordKey.lastIndexOf('/') + 1);

/** The rounds that a record was made in, the outermost first. */
export function roundsOf(recordKey: string): RoundPlace[] {
  return recordKey
    .split('/')
    .slice(0, -1)
    .map(part => {
      const open = part.lastIndexOf('[');
      return { loopKey: part.slice(0, open), round: Number(part.slice(open + 1, -1)) };
    });
}

/** The innermost level first, the workflow's own last: where a node that is named may have its record. */
export function levelsFrom(prefix: string): string[] {
  const levels = [prefix];
  for (let rest = prefix; rest !== ''; ) {
    rest = rest.slice(0, rest.lastIndexOf('/', rest.length - 2) + 1);
    levels.push(rest);
  }
  return levels;
}
