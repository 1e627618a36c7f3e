import type { NodeFact } from '../facts';
import { literalOf } from '../language/literals';
import type { Edit, EditContext, EditRule } from './edit-context';
import { isEdit, pick } from './steps';

const lead = '^(?:(?:and|also|please|ok|oh|yes|sure|then|now)[, ]+)*';
const of = '(?:(?: of| for| in| at) (?:the )?(.+?))?';

const addresses: readonly RegExp[] = [
  new RegExp(
    `${lead}(?:the |its |my |our )?(?:web )?(?:address|url|link|endpoint)${of}(?: is| are| should be| will be|:| =)? (⟨u\\d+⟩)$`,
    'i',
  ),
  new RegExp(
    `${lead}(?:use|take|set|call|put|enter|it is|it's|its|that is|that's|to|send (?:it|them|that) to|post (?:it|them) to|get it from|read it from)(?: the (?:address|url))?(?: of| for)?(?: (?:the )?(.+?))?(?: to| as| is)? (⟨u\\d+⟩)$`,
    'i',
  ),
  new RegExp(
    `${lead}(?:for|of|in) (?:the )?(.+?),? (?:(?:use|take|call|it is|it's|the (?:address|url) is) )?(⟨u\\d+⟩)$`,
    'i',
  ),
  new RegExp(`${lead}()(⟨u\\d+⟩)$`, 'i'),
];

const paths: readonly RegExp[] = [
  new RegExp(
    `${lead}(?:the |its )?(?:path|endpoint|route)${of}(?: is| should be| will be|:| =)? (/[^\\s⟨⟩]*|⟨[qc]\\d+⟩)$`,
    'i',
  ),
  new RegExp(`${lead}(?:for|of|in) (?:the )?(.+?),? (?:(?:use|take|call|the path is) )?(/[^\\s⟨⟩]+)$`, 'i'),
  new RegExp(`${lead}(?:use|take|call|it is|it's|that is) ()(?:the path )?(/[^\\s⟨⟩]+)$`, 'i'),
  new RegExp(`${lead}()(/[^\\s⟨⟩]+)$`, 'i'),
];

const isCalled = ({ params }: NodeFact) => typeof params.url === 'string';
const isOpen = (node: NodeFact) => isCalled(node) && node.params.url === '';

/** "the address is https://…", "for the feed use https://…", or nothing but the address: for what waits for one. */
export const fillAddress: EditRule = context => fill(context, { patterns: addresses, what: 'address' });

/** "the path is /items", "for Slack /chat.postMessage": below the address that is known already. */
export const fillPath: EditRule = context => fill(context, { patterns: paths, what: 'path' });

function fill(
  context: EditContext,
  { patterns, what }: { patterns: readonly RegExp[]; what: 'address' | 'path' },
): Edit | null {
  const match = patterns.map(pattern => pattern.exec(context.text)).find(found => found !== null);
  if (!match) return null;
  const [, phrase = '', mark = ''] = match;
  const url = literalOf(mark, context.reader.literals)?.text ?? mark;
  if (what === 'path' && !url.startsWith('/')) return null;
  const takes = ({ params }: NodeFact) => what === 'address' || typeof params.service === 'string';
  const open = context.workflow.nodes.filter(node => isOpen(node) && takes(node));
  const node = chosen({ phrase: phrase.trim(), open, what }, context);
  if (node === null || isEdit(node)) return node;
  const label = node.label === 'Read the feed' && URL.canParse(url) ? `Read feed of ${new URL(url).hostname}` : null;
  return { changes: [{ type: 'update-node', node: node.key, params: { url }, ...(label ? { label } : {}) }] };
}

interface Which {
  phrase: string;
  open: readonly NodeFact[];
  what: string;
}

const anyStep = /^(?:it|this|that|(?:that|this|the) (?:step|request|call|one)|the (?:http )?(?:step|request))$/i;

/** The one that is named; else the one that waits. Which of several is asked. */
function chosen({ phrase, open, what }: Which, context: EditContext): NodeFact | Edit | null {
  if (phrase !== '' && !anyStep.test(phrase)) {
    const named = byName(phrase, open) ?? pick(phrase, context, { quietly: true });
    return named !== null && !isEdit(named) && isCalled(named) ? named : null;
  }
  if (open.length === 1) return open[0]!;
  if (open.length === 0) return null;
  const question = `Which step has that ${what}?`;
  const answer = context.answers.get(question);
  const labels = open.map(({ label }) => label);
  return open.find(({ label }) => label === answer) ?? { changes: [], question: { question, choices: labels } };
}

/** By what the step is called, or by its service. */
function byName(phrase: string, open: readonly NodeFact[]): NodeFact | null {
  const plain = phrase.toLowerCase().replace(/ (?:step|request|call|api)$/, '');
  const found = open.filter(
    ({ label, params }) => label.toLowerCase().includes(plain) || String(params.service ?? '').toLowerCase() === plain,
  );
  return found.length === 1 ? found[0]! : null;
}
