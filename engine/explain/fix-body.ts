import type { WorkflowNode } from '../workflow/schema';
import type { Fix } from './explanation';
import { paramsChange } from './replace-path';

/** JSON that was put together as text becomes the object it was meant to be: then values are escaped by whoever writes it. */
export function fixBody(node: WorkflowNode | null): Fix | null {
  const body = node?.params.body;
  if (!node || typeof body !== 'string') return null;
  const meant = withoutStringify(body) ?? parsedTemplate(body);
  const change = meant === null ? null : paramsChange(node, { ...node.params, body: meant });
  return change && { changes: [change], summary: [`In *${node.label}*, hand over the object itself as the body`] };
}

/** `{{ JSON.stringify(x) }}`, also twice over → `{{ x }}` */
function withoutStringify(text: string): string | null {
  const source = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1]?.trim() ?? '';
  const inner = source.includes('{{') ? source : innermost(source);
  return inner === source ? null : `{{ ${inner} }}`;
}

function innermost(source: string): string {
  const within = /^JSON\.stringify\(([\s\S]*)\)$/.exec(source)?.[1];
  if (within === undefined || !isWhole(within)) return source;
  return innermost(within.replace(/,\s*null\s*,\s*\d+\s*$/, '').trim());
}

/** True when no bracket closes that was not opened within. */
function isWhole(source: string): boolean {
  let depth = 0;
  for (const character of source) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Text that is JSON but for its expressions, as an object that holds them. */
function parsedTemplate(text: string): object | null {
  const expressions: string[] = [];
  let inText = false;
  const plain = text.replace(/\\.|"|\{\{[\s\S]*?\}\}/g, token => {
    if (token === '"') inText = !inText;
    if (!token.startsWith('{{')) return token;
    expressions.push(token);
    const mark = `@@${expressions.length - 1}@@`;
    return inText ? mark : `"${mark}"`;
  });
  if (expressions.length === 0) return null;
  try {
    const value: unknown = JSON.parse(plain, (_key, inner) =>
      typeof inner === 'string' ? inner.replace(/@@(\d+)@@/g, (_mark, at) => expressions[Number(at)]!) : inner,
    );
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
