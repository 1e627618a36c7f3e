import { quote } from './draft';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import { nearest } from './nearest';
import { parsePath } from './path';
import { eachText } from './references';
import { roots } from './script-references';
import { pathsOf, type Shape, shapeAt } from './shape';
import { expressionsOf, parseTemplate } from './template';
import type { ReferenceContext } from './validate-references';

const ofJavaScript = new Set(['true', 'false', 'null', 'undefined', 'NaN', 'Infinity', 'Math', 'Number', 'globalThis']);

/** Plain paths that begin with a name no expression knows: `{{ customer.email }}` where `item.customer.email` is meant. */
export function findUnknownRoots({ node, input }: ReferenceContext): Issue[] {
  const issues: Issue[] = [];
  eachText(node.params, (text, param) => {
    for (const source of sourcesOf(text)) {
      const [root] = parsePath(source) ?? [];
      if (typeof root !== 'string' || (roots as readonly string[]).includes(root) || ofJavaScript.has(root)) continue;
      const to = meantBy(source, input);
      const message = `${quote(node.label)}: an expression does not know ${quote(root)}. ${to ? `Did you mean ${to}?` : 'It knows item, nodes, trigger, now, workflow and execution.'}`;
      issues.push(
        makeIssue('reference_unknown', message, { node, param, suggestion: to ? { from: source, to } : null }),
      );
    }
  });
  return issues;
}

function sourcesOf(text: string): string[] {
  try {
    return text.includes('{{') ? expressionsOf(parseTemplate(text)).map(({ source }) => source) : [];
  } catch {
    return []; // said elsewhere
  }
}

function meantBy(source: string, input: Shape | null): string | null {
  if (input?.kind !== 'object') return null;
  const path = shapeAt({ ...input, open: false }, source) ? source : nearest(source, pathsOf(input));
  return path && `item.${path}`;
}
