/** What was said, without the steps it was said of. */
export interface Mentioned {
  /** Keys of the steps that were chosen on the canvas when it was said. */
  chosen: readonly string[];
  text: string;
}

const leading = /^(?:@[a-z][a-z0-9_]{0,47}\s+)+/;
const anywhere = /(?<!\S)@([a-z][a-z0-9_]{0,47})(?=$|[\s,.;:!?])/g;

/** "@sort_orders remove this step": the canvas puts the chosen steps first; one that is named later is named by its key. */
export function readMentions(said: string): Mentioned {
  const [first = ''] = leading.exec(said) ?? [];
  return {
    chosen: [...first.matchAll(anywhere)].map(([, key]) => key!),
    text: said.slice(first.length).replace(anywhere, '$1'),
  };
}
