import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';
import Turndown from 'turndown';
import { AppError } from '../errors';

/** Longer texts would keep the process from everything else for too long. */
const mostCharacters = 1_000_000;

/** What Markdown can say and no more: whatever a stranger wrote into it, nothing in it runs, frames or tracks. */
const safe: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'del', 'input'],
  allowedAttributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'title'],
    code: ['class'],
    input: ['type', 'checked', 'disabled'],
    ol: ['start'],
    th: ['align'],
    td: ['align'],
  },
  allowedClasses: { code: ['language-*'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https', 'cid'] },
  allowProtocolRelative: false,
  // The only field that Markdown makes is the box of a task; another one would ask people for something.
  exclusiveFilter: ({ tag, attribs }) => tag === 'input' && attribs.type !== 'checkbox',
};

const marked = new Marked({ gfm: true, breaks: false, async: false });

export function markdownToHtml(markdown: string): string {
  const html = guarded(markdown, () => marked.parse(markdown) as string);
  return sanitizeHtml(html, safe).trim();
}

const turndown = new Turndown({
  headingStyle: 'atx',
  hr: '---',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
});
turndown.remove(['script', 'style', 'noscript', 'iframe', 'template' as 'object', 'title']);
turndown.addRule('struck', { filter: ['del', 's'], replacement: content => `~~${content}~~` });
turndown.addRule('cell', {
  filter: ['th', 'td'],
  replacement: content =>
    ` ${content
      .trim()
      .replace(/\s*\n\s*/g, ' ')
      .replace(/(?<!\\)\|/g, '\\|')} |`,
});
turndown.addRule('row', {
  filter: 'tr',
  replacement: (content, node) => `\n|${content}${isFirstRow(node) ? `\n|${' --- |'.repeat(cellsIn(node))}` : ''}`,
});
turndown.addRule('table', { filter: 'table', replacement: content => `\n\n${content.trim()}\n\n` });
turndown.addRule('part of a table', { filter: ['thead', 'tbody', 'tfoot'], replacement: content => content });

const cellsIn = (node: Node) => [...node.childNodes].filter(({ nodeName }) => /^T[HD]$/.test(nodeName)).length;

function isFirstRow(node: Node): boolean {
  const part = node.parentNode;
  const isFirst = (child: Node) => [...(child.parentNode?.childNodes ?? [])].find(isElement) === child;
  if (!part || !isFirst(node)) return false;
  return part.nodeName === 'TABLE' || part.nodeName === 'THEAD' || isFirst(part);
}

const isElement = ({ nodeType }: Node) => nodeType === 1;

export function htmlToMarkdown(html: string): string {
  return guarded(html, () => turndown.turndown(html)).trim();
}

function guarded(text: string, convert: () => string): string {
  if (text.length > mostCharacters) {
    const reason = `The text has ${text.length} characters, and ${mostCharacters} are the most that can be converted at once`;
    throw new AppError('node.data_wrong', { reason, param: 'text' });
  }
  if (isNestedTooDeep(text)) {
    throw new AppError('node.data_wrong', { reason: 'The text is nested too deep to be converted', param: 'text' });
  }
  return convert();
}

const deepest = 250;
const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|td|th|tr|dt|dd|option)$/i;

/** Both parsers take minutes over a few kilobytes that are nothing but beginnings; 100,000 open elements took eight. */
function isNestedTooDeep(text: string): boolean {
  if (/^(?:[ \t]*>){101}|^[ \t]{201,}(?:[-*+]|\d+[.)])[ \t]/m.test(text)) return true;
  if ((text.match(/_\*|\*_/g) ?? []).length > 1_000) return true;
  let depth = 0;
  for (const [, closes, name] of text.matchAll(/<(\/?)([a-z][a-z0-9-]*)\b/gi)) {
    // What HTML closes by itself does not nest.
    if (!empty.test(name!)) depth = Math.max(0, depth + (closes ? -1 : 1));
    if (depth > deepest) return true;
  }
  return false;
}
