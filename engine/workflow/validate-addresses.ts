import { quote } from './draft';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import type { WorkflowNode } from './schema';

/** What documentation puts where a person's own value belongs. A lower-case `your` alone is a word like any other. */
const placeholders: readonly RegExp[] = [
  /<[^<>\s/]{1,40}>/,
  /(?<![A-Za-z])YOUR(?![a-z])[A-Z0-9_-]*/,
  /(?<![a-z0-9])your[-_](?:own[-_])?(?:api|app|domain|host|id|key|secret|server|site|token|url|webhook)[\w-]*/i,
  /(?<![a-z0-9])example[-_](?:id|key|secret|token)(?![a-z0-9])/i,
  /(?<![a-z0-9])x{4,}(?![a-z0-9])/i,
];

/** An address that was copied from an example leads nowhere, or to a stranger. */
export function validateAddresses(node: WorkflowNode): Issue[] {
  const { url } = node.params;
  const found = typeof url === 'string' ? findPlaceholder(url) : null;
  if (found === null) return [];
  const message = `${quote(node.label)}: The address holds a placeholder (${found}). Put the real one in.`;
  return [makeIssue('param_invalid', message, { node, param: 'url' })];
}

/** Expressions hold names of fields, which may be called anything. */
function findPlaceholder(url: string): string | null {
  const fixed = url.replace(/\{\{.*?\}\}/gs, '');
  for (const pattern of placeholders) {
    const [found] = pattern.exec(fixed) ?? [];
    if (found) return found;
  }
  return null;
}
