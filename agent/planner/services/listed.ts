import { z } from 'zod';
import type { Exchange } from '../conversation';

/** A service that the HTTP step reaches by its name: the address is known, and a key goes along. */
export interface ListedFact {
  /** The HTTP step's `service`. */
  name: string;
  title: string;
  /** Where it is, as a person reads it; null where the key says so. */
  address: string | null;
}

const Found = z.object({
  nodes: z.array(
    z.object({
      title: z.string(),
      params: z.object({ service: z.string() }),
      note: z.string().default(''),
    }),
  ),
});

/** What `findNodes` said of services in this turn, by all its answers. */
export function listedIn({ uses }: Exchange): ListedFact[] {
  const answers = uses.filter(({ toolName, failed }) => toolName === 'findNodes' && !failed);
  return answers.flatMap(({ output }) => {
    const nodes = (output as { nodes?: unknown[] } | null)?.nodes ?? [];
    return nodes.flatMap(node => {
      const parsed = Found.safeParse({ nodes: [node] });
      if (!parsed.success) return [];
      const { title, params, note } = parsed.data.nodes[0]!;
      return [{ name: params.service, title, address: /https:\/\/[^\s"]+/.exec(note)?.[0] ?? null }];
    });
  });
}

/** How many names one look-up takes. */
const mostNames = 6;

/** What to look up next: those of the names that nothing was looked up for yet. */
export function lookUpNext({ uses }: Exchange, names: readonly string[]): string | null {
  const asked = uses.flatMap(({ toolName, input }) =>
    toolName === 'findNodes' ? String((input as { query?: unknown } | null)?.query ?? '').split(', ') : [],
  );
  const left = names.filter(name => !asked.includes(name));
  return left.length === 0 ? null : left.slice(0, mostNames).join(', ');
}
