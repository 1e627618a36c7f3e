import { containsAnswer } from '../lower/words';
import type { Step, Test } from '../plan';
import { asChoice } from './choices';
import { negate } from './compared';
import { excepted } from './exceptions';
import type { Piece } from './pieces';

/** A decision while its cases are being read. */
interface Chain {
  cases: { test: Test; steps: Node[] }[];
  otherwise: Node[] | null;
  /** The list that it stands in. */
  home: Node[];
  /** The sentence that spoke of it last. */
  sentence: number;
  /** Nothing is to be done on its other way. */
  idle?: boolean;
  /** Its condition stood behind what it governs: so do those of its further cases. */
  postfix?: boolean;
}
type Node = { step: Step; all: boolean } | { chain: Chain };

const blockOf = (chain: Chain): Node[] => chain.otherwise ?? chain.cases.at(-1)!.steps;
const stepsOf = (nodes: readonly Node[]): Step[] =>
  nodes.map(node => ('step' in node ? node.step : branchOf(node.chain)));
const branchOf = ({ cases, otherwise }: Chain): Step => ({
  kind: 'branch',
  cases: cases.map(({ test, steps }) => ({ test, steps: stepsOf(steps) })),
  otherwise: otherwise && otherwise.length > 0 ? stepsOf(otherwise) : null,
});
const answers = (nodes: readonly Node[]): boolean => containsAnswer(stepsOf(nodes));

/** The pieces of a request as steps, each decision with its cases; null when they cannot hang together. */
export function build(pieces: readonly Piece[]): Step[] | null {
  const root: Node[] = [];
  let stack: Chain[] = [];
  for (const [at, piece] of pieces.entries()) {
    const next =
      piece.kind === 'if'
        ? openCase(piece, { root, stack, before: pieces[at - 1] })
        : piece.kind === 'else'
          ? openElse(piece.lead.sentence, stack)
          : place(piece, { root, stack, pieces, at });
    if (next === null) return null;
    stack = next;
  }
  const settledSteps = settled(root);
  const steps = settledSteps && excepted(settledSteps);
  return steps !== null && isSound(steps) ? steps.map(asChoice) : null;
}

interface Context {
  root: Node[];
  stack: Chain[];
}

function openCase(
  piece: Extract<Piece, { kind: 'if' }>,
  { root, stack, before }: Context & { before: Piece | undefined },
): Chain[] | null {
  const test = piece.unless ? negate(piece.test) : piece.test;
  const { sentence, first } = piece.lead;
  if (piece.postfix && before?.kind === 'do') return postfix(piece, test, { root, stack });
  const found = piece.find ? [{ step: piece.find, all: false }] : [];
  const top = stack.at(-1);
  if (top === undefined) return [open(root, { test, sentence, found })];
  const block = blockOf(top);
  if (block.length === 0) {
    if (top.otherwise === null) return [...stack, open(block, { test, sentence, found })];
    if (found.length > 0) return [...stack, open(top.otherwise, { test, sentence, found })];
    top.otherwise = null;
    top.cases.push({ test, steps: [] });
    top.sentence = sentence;
    return stack;
  }
  const at = stack.findLastIndex(chain => chain.otherwise === null && sharesSubject(chain, test));
  const chosen = at >= 0 ? at : first ? 0 : stack.length - 1;
  const chain = stack[chosen]!;
  if (found.length > 0)
    return [
      ...stack.slice(0, chosen),
      ...(chain.otherwise === null && chain.cases.every(({ steps }) => answers(steps))
        ? nested(chain, { test, sentence, found })
        : [open(chain.home, { test, sentence, found })]),
    ];
  if (
    chain.otherwise === null &&
    (chain.cases.every(({ steps }) => answers(steps)) || (isEqual(test) && sharesSubject(chain, test)) || isFound(test))
  ) {
    chain.cases.push({ test, steps: [] });
    chain.sentence = sentence;
    return stack.slice(0, chosen + 1);
  }
  return [...stack.slice(0, chosen), open(chain.home, { test, sentence, found })];
}

interface Opened {
  test: Test;
  sentence: number;
  found: readonly Node[];
}

/** A look-up of its own is done on the other way of what came before. */
function nested(chain: Chain, opened: Opened): Chain[] {
  chain.otherwise = [];
  return [chain, open(chain.otherwise, opened)];
}

function open(home: Node[], { test, sentence, found }: Opened): Chain {
  const chain: Chain = { cases: [{ test, steps: [] }], otherwise: null, home, sentence };
  home.push(...found, { chain });
  return chain;
}

/** "answer ⟨q⟩ if …": what stands before it in the sentence is what it governs. */
function postfix(piece: Extract<Piece, { kind: 'if' }>, test: Test, { root, stack }: Context): Chain[] {
  const top = stack.at(-1);
  const block = top ? blockOf(top) : root;
  const governed = block.splice(Math.max(0, block.length - 1));
  // A bare text in the same sentence is the next case of the decision it follows: "A if x, B if y".
  const before = block.at(-1);
  if (before && 'chain' in before && before.chain.sentence === piece.lead.sentence && before.chain.otherwise === null) {
    before.chain.cases.push({ test, steps: governed });
    return [...stack, before.chain];
  }
  const going = top?.sentence === piece.lead.sentence && top.otherwise === null;
  if (top && going && (block.length === 0 || (top.postfix && answers(block) && answers(governed)))) {
    top.cases.push({ test, steps: governed });
    return stack;
  }
  const chain = open(top?.postfix && going && block.length > 0 ? top.home : block, {
    test,
    sentence: piece.lead.sentence,
    found: piece.find ? [{ step: piece.find, all: false }] : [],
  });
  chain.cases[0]!.steps = governed;
  chain.postfix = true;
  return [...stack, chain];
}

function openElse(sentence: number, stack: Chain[]): Chain[] | null {
  const at = stack.findLastIndex(({ otherwise }) => otherwise === null);
  const chain = stack[at];
  if (chain === undefined) return null;
  gather(chain);
  chain.otherwise = [];
  chain.sentence = sentence;
  return stack.slice(0, at + 1);
}

/** "If it contains a … If it contains b … Everything else …": questions of one thing in a row have one other case. */
function gather(chain: Chain): void {
  const { home } = chain;
  for (let at = home.length - 2; at >= 0; at -= 1) {
    const before = home[at]!;
    const joins =
      'chain' in before &&
      before.chain.otherwise === null &&
      chain.cases.every(({ test }) => sharesSubject(before.chain, test));
    if (!joins) return;
    chain.cases.unshift(...before.chain.cases);
    home.splice(at, 1);
  }
}

function place(
  piece: Extract<Piece, { kind: 'do' }>,
  { root, stack, pieces, at }: Context & { pieces: readonly Piece[]; at: number },
): Chain[] | null {
  const nodes: Node[] = piece.deed.steps.map(step => ({ step, all: piece.deed.all }));
  if (piece.late) {
    const chain = stack.findLast(({ otherwise }) => otherwise === null);
    if (chain === undefined) return null;
    chain.otherwise = nodes;
    return stack;
  }
  if (piece.deed.all) {
    root.push(...nodes);
    return stack;
  }
  const top = stack.at(-1);
  if (top === undefined) {
    root.push(...nodes);
    return [];
  }
  const block = blockOf(top);
  if (nodes.length === 1 && piece.deed.steps[0]!.kind === 'stop' && top.otherwise !== null) {
    top.idle = true;
    return stack;
  }
  const going = (block.length === 0 && !top.idle) || top.sentence === piece.lead.sentence;
  if (going) {
    block.push(...nodes);
    top.sentence = piece.lead.sentence;
    return stack;
  }
  if (top.otherwise === null && elseAhead(pieces, at)) {
    block.push(...nodes);
    return stack;
  }
  const outer = stack[0]!;
  const answered = outer.cases.every(({ steps }) => answers(steps));
  if (outer.otherwise === null && answered && answersAhead(pieces, at)) {
    outer.otherwise = nodes;
    outer.sentence = piece.lead.sentence;
    // What follows in further sentences is for the same way.
    return [{ ...outer, otherwise: outer.otherwise, sentence: piece.lead.sentence }].map(() => outer);
  }
  if (
    outer.otherwise !== null &&
    answered &&
    !answers(outer.otherwise) &&
    nodes.some(node => 'step' in node && node.step.kind === 'answer')
  ) {
    outer.otherwise.push(...nodes);
    return [outer];
  }
  if (outer.otherwise !== null && answered && !answers(outer.otherwise) && answersAhead(pieces, at)) {
    outer.otherwise.push(...nodes);
    return [outer];
  }
  root.push(...nodes);
  return [];
}

/** An "otherwise" comes before the next decision does. */
function elseAhead(pieces: readonly Piece[], at: number): boolean {
  const next = pieces.slice(at + 1).find(({ kind, ...piece }) => kind !== 'do' || ('late' in piece && piece.late));
  return next !== undefined && next.kind !== 'if';
}

const answersAhead = (pieces: readonly Piece[], at: number): boolean =>
  pieces.slice(at).some(piece => piece.kind === 'do' && !piece.deed.all && containsAnswer(piece.deed.steps));

const subjectsOf = (test: Test): string[] =>
  [...JSON.stringify(test).matchAll(/"subject":\{"kind":"field","name":"([^"]+)"/g)].map(([, name]) => name!);
const sharesSubject = (chain: Chain, test: Test): boolean => {
  const asked = subjectsOf(test);
  return chain.cases.some(option => subjectsOf(option.test).some(name => asked.includes(name)));
};
const isEqual = (test: Test): boolean =>
  /^\{"kind":"compare"/.test(JSON.stringify(test)) &&
  test.kind === 'compare' &&
  /^(?:equals|is_true|is_false)$/.test(test.comparison.operator);
const isFound = (test: Test): boolean => JSON.stringify(test).includes('"of":"row"');

/** What is for everybody is done before the ways part; an answer for everybody where they meet again. */
function settled(root: readonly Node[]): Step[] | null {
  const first = root.findIndex(node => 'chain' in node && answers([node]));
  if (first < 0) {
    const chained = root.findIndex(node => 'chain' in node);
    const common = root.filter((node, at) => at > chained && 'step' in node && node.all);
    return chained < 0 || common.length === 0
      ? stepsOf(root)
      : stepsOf(root).flatMap((step, at) =>
          at === root.indexOf(common[0]!) && step.kind === 'answer' ? [{ kind: 'join' } as Step, step] : [step],
        );
  }
  const behind = root.slice(first + 1);
  if (behind.some(node => answers([node]))) {
    const chain = root[first]!;
    const complete = 'chain' in chain && chain.chain.otherwise !== null;
    if (complete) return null;
  }
  const moved = behind.filter(node => !answers([node]));
  const left = behind.filter(node => answers([node]));
  return stepsOf([...root.slice(0, first), ...moved, root[first]!, ...left]);
}

/** No way may answer twice. */
function isSound(steps: readonly Step[]): boolean {
  let answered = false;
  for (const step of steps) {
    if (step.kind === 'answer') {
      if (answered) return false;
      answered = true;
    }
    if (step.kind === 'branch') {
      const ways = [...step.cases.map(({ steps: inner }) => inner), ...(step.otherwise ? [step.otherwise] : [])];
      if (ways.some(way => way.length === 0 || !isSound(way))) return false;
      if (answered && ways.some(way => containsAnswer(way))) return false;
      if (step.otherwise !== null && ways.every(way => containsAnswer(way))) answered = true;
    }
  }
  return true;
}
