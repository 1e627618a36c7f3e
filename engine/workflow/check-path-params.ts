import { quote } from './draft';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import { nearest } from './nearest';
import { findNodeType } from './ports';
import { eachText } from './references';
import { pathsOf, shapeAt } from './shape';
import type { ReferenceContext } from './validate-references';

/** Settings that name a field of the item without braces, like what a list is sorted by. */
export function checkPathParams({ node, nodeTypes, input }: ReferenceContext): Issue[] {
  const pathParams = findNodeType(nodeTypes, node.type)?.pathParams ?? [];
  const issues: Issue[] = [];
  if (pathParams.length === 0 || !input) return issues;
  eachText(node.params, (path, param) => {
    const general = param.replace(/\.\d+(?=\.|$)/g, '');
    if (!pathParams.includes(general) || path === '' || path.includes('{{')) return;
    if (shapeAt(input, path) !== null || shapeAt(input, [path]) !== null) return;
    const near = nearest(path, pathsOf(input));
    const message = `${quote(node.label)} looks at ${path}, but what arrives there has no such field.`;
    const suggestion = near ? { from: path, to: near } : null;
    issues.push(
      makeIssue('path_unknown', near ? `${message} It has ${near}. Use that instead?` : message, {
        node,
        param,
        suggestion,
      }),
    );
  });
  return issues;
}
