import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact, WorkflowFact } from '../facts';
import { literalOf } from '../language/literals';
import { capitalise } from '../language/names';
import { withoutDecision } from './branches';
import { askWhich, type Edit, type EditContext, type EditRule } from './edit-context';
import { allChosen, byPlace } from './reference';
import { type Found, findTarget } from './target';

/** The step a phrase means, or the question which one. */
export function pick(phrase: string, context: EditContext, { quietly = false } = {}): NodeFact | Edit | null {
  const text =
    literalOf(phrase.trim(), context.reader.literals)?.text ??
    phrase.replace(/⟨[qc]\d+⟩/g, mark => literalOf(mark, context.reader.literals)!.text);
  const placed = byPlace(text, context);
  if (placed.length === 1) return placed[0]!;
  const found: Found =
    placed.length > 1 ? { kind: 'many', nodes: placed } : findTarget(text, context.workflow, context.setting.nodeTypes);
  if (found.kind === 'one') return found.node;
  if (found.kind === 'none' || quietly) return null;
  const edit = askWhich(
    'step',
    found.nodes.map(({ label }) => label),
  );
  const answer = context.answers.get(edit.question!.question);
  return found.nodes.find(({ label }) => label === answer) ?? edit;
}

export const isEdit = (found: NodeFact | Edit | null): found is Edit => found !== null && 'changes' in found;
const change = (found: NodeFact | Edit | null, toChanges: (node: NodeFact) => FlatChange[]): Edit | null =>
  found === null || isEdit(found) ? found : { changes: toChanges(found) };

export const removeStep: EditRule = context => {
  const match =
    /^(?:please )?(?:no(?: more)?|without(?: the)?|do not|stop|remove|delete|drop|get rid of|take out|kick out|erase|throw (?:away|out)|leave out|skip|lose)\s+(?:the |that |my )?(.+?)(?:\s+(?:step|node))?(?:\s+(?:please|again|completely|entirely|from (?:it|the workflow)))*$/i.exec(
      context.text,
    );
  if (!match || /\b(?:rows?|from (?:the )?table|where|older)\b/i.test(match[1]!)) return null;
  const both = allChosen(match[1]!, context) ?? match[1]!.split(/\s+and\s+(?:the\s+)?/i);
  const found = both.map(phrase => pick(phrase, context));
  const question = found.find(isEdit);
  if (question) return question;
  const [one] = found;
  const apart = found.length === 1 && one && !isEdit(one) ? withoutDecision(one, context) : null;
  if (apart) return apart;
  return found.every(node => node !== null)
    ? { changes: (found as NodeFact[]).map(({ key }) => ({ type: 'remove-node' as const, node: key })) }
    : null;
};

export const renameStep: EditRule = context => {
  const match =
    /^(?:please )?(?:rename|relabel|call|name|retitle)\s+(?:the |that |my )?(.+?)(?:\s+(?:step|node))?\s*(?:\b(?:to|as|into)\b)?\s+(⟨[qc]\d+⟩|\S.*?)$/i.exec(
      context.text,
    );
  const named =
    /^(?:please )?(?:call|name|label) (?:the |that )?((?:\S+ ){1,3}?(?:step|one)|step \d+) (.+)$/i.exec(context.text) ??
    /^(?:the |that )?((?:\S+ ){1,3}?(?:step|one)|step \d+) (?:should|must|shall) be (?:called|named) (.+)$/i.exec(
      context.text,
    );
  if (named) {
    const label = literalOf(named[2]!, context.reader.literals)?.text ?? capitalise(named[2]!);
    return change(pick(named[1]!, context), ({ key }) => [{ type: 'rename-node', node: key, label }]);
  }
  if (!match || namesWorkflow(match[1]!, context)) return null;
  const split = /^rename/i.test(context.text)
    ? /^(?:please )?rename\s+(?:the |that |my )?(.+?)(?:\s+(?:step|node))?\s+(?:to|as|into)\s+(.+)$/i.exec(context.text)
    : match;
  if (!split) return null;
  const label = literalOf(split[2]!, context.reader.literals)?.text ?? capitalise(split[2]!);
  return change(pick(split[1]!, context), ({ key }) => [{ type: 'rename-node', node: key, label }]);
};

const namesWorkflow = (phrase: string, { chosen }: EditContext) =>
  /^(?:workflow|the workflow|flow)$/i.test(phrase) || (chosen.length === 0 && /^(?:it|this|that)$/i.test(phrase));

export const switchStep: EditRule = context => {
  const match =
    /^(?:please )?(disable|deactivate|turn off|switch off|skip|enable|turn on|switch on|activate|bypass)\s+(?:the |that )?(.+?)(?:\s+(?:step|node))?(?:\s+for now)?$/i.exec(
      context.text,
    );
  const turned =
    /^(?:please )?(?:turn|switch) (?:the |that )?(.+?)(?: step)? (on|off)(?: again| for now| please)*$/i.exec(
      context.text,
    );
  const [how, phrase] = match ? [match[1]!, match[2]!] : turned ? [turned[2]!, turned[1]!] : [null, ''];
  if (how === null) return null;
  const disabled = /disable|deactivate|off|skip|bypass/i.test(how);
  return change(pick(phrase, context), ({ key }) => [{ type: 'update-node', node: key, options: { disabled } }]);
};

/** "when the request fails go on", "retry the request 3 times". */
export const onFailure: EditRule = context => {
  const retry = /\b(?:retry|try)\s+(?:the |it )?(.*?)\s*(\d+|twice|three|two|five) ?(?:times|x)?\b/i.exec(context.text);
  if (retry && /\bretr|\btry again|\btimes\b/i.test(context.text)) {
    const attempts = { twice: 2, two: 2, three: 3, five: 5 }[retry[2]!.toLowerCase()] ?? Number(retry[2]);
    return change(failing(retry[1]!, context), ({ key }) => [
      {
        type: 'update-node',
        node: key,
        options: { retry: { attempts: Math.min(10, Math.max(1, attempts)), delayMs: 1_000 } },
      },
    ]);
  }
  const match =
    /^(?:if|when|in case)\s+(?:the |that |a )?(.*?)\s*(?:fails?|goes wrong|breaks?|errors?(?: out)?|does not work|is down|does not answer|crashes|throws)\s*,?\s*(?:then\s+)?(?:just\s+|simply\s+)?(go on|continue|carry on|ignore (?:it|that|the error)|keep going|do not stop|move on|proceed|stop)/i.exec(
      context.text,
    ) ??
    /^(?:ignore|skip) (?:all )?(?:errors|failures|failing) (?:of|in|from|at) (?:the )?(.+?)()$/i.exec(context.text) ??
    /^(?:go on|continue|keep going|carry on) (?:if|when) (?:the )?(.*?)\s*(?:fails?|goes wrong|breaks)()$/i.exec(
      context.text,
    );
  if (!match) return null;
  const onError = /^stop/i.test(match[2]!) ? 'stop' : 'continue';
  return change(failing(match[1]!, context), ({ key }) => [{ type: 'update-node', node: key, options: { onError } }]);
};

/** "it" is the step that reaches furthest out. */
function failing(phrase: string, context: EditContext): NodeFact | Edit | null {
  if (phrase !== '' && !/^(?:it|that|this|something|anything|a step|one)$/i.test(phrase.trim()))
    return pick(phrase, context);
  const reaching = context.workflow.nodes.filter(({ type }) => ['core.http-request', 'core.rss-read'].includes(type));
  const chosen =
    reaching.length > 0 ? reaching : context.workflow.nodes.filter(({ type }) => type === 'core.data-table');
  return chosen.length === 1
    ? chosen[0]!
    : chosen.length === 0
      ? null
      : askWhich(
          'step',
          chosen.map(({ label }) => label),
        );
}

export const moveStep: EditRule = context => {
  const match =
    /^(?:please )?(?:move|put|place|do|run|have|shift)\s+(?:the |that )?(.+?)(?:\s+(?:step|node))?\s+(?:right |directly |just )?(before|after|behind|in front of|ahead of)\s+(?:the |that )?(.+?)(?:\s+(?:step|node))?$/i.exec(
      context.text,
    );
  if (!match) return null;
  const [moved, anchor] = [pick(match[1]!, context), pick(match[3]!, context)];
  const question = [moved, anchor].find(isEdit);
  if (question) return question;
  if (moved === null || anchor === null || isEdit(moved) || isEdit(anchor) || moved.key === anchor.key) return null;
  return {
    changes: relocate(context.workflow, {
      moved: moved.key,
      anchor: anchor.key,
      before: !/after|behind/i.test(match[2]!),
    }),
  };
};

/** Takes a step out of its place, closes the gap, and puts it on the arrows at the new one. */
export function relocate(
  { connections }: WorkflowFact,
  { moved, anchor, before }: { moved: string; anchor: string; before: boolean },
): FlatChange[] {
  const incoming = connections.filter(({ to }) => to === moved);
  const outgoing = connections.filter(({ from }) => from === moved);
  const healed = incoming.flatMap(({ from, port }) => outgoing.map(({ to }) => ({ from, port, to })));
  const rest = [...connections.filter(({ from, to }) => from !== moved && to !== moved), ...healed];
  const cut = before
    ? rest.filter(({ to }) => to === anchor)
    : rest.filter(({ from, port }) => from === anchor && (port === 'next' || port === 'yes'));
  const next: { from: string; port: string; to: string }[] = [
    ...rest.filter(arrow => !cut.includes(arrow)),
    ...(before
      ? [...cut.map(({ from, port }) => ({ from, port, to: moved })), { from: moved, port: 'next', to: anchor }]
      : [
          { from: anchor, port: cut[0]?.port ?? 'next', to: moved },
          ...cut.map(({ to }) => ({ from: moved, port: 'next', to })),
        ]),
  ];
  const same = (a: { from: string; port: string; to: string }) => (b: { from: string; port: string; to: string }) =>
    a.from === b.from && a.port === b.port && a.to === b.to;
  return [
    ...connections
      .filter(arrow => !next.some(same(arrow)))
      .map(({ from, port, to }) => ({ type: 'disconnect' as const, from, port, to })),
    ...next
      .filter(arrow => !connections.some(same(arrow)))
      .map(({ from, port, to }) => ({ type: 'connect' as const, from, port, to })),
  ];
}

export const swapSteps: EditRule = context => {
  const match =
    /^(?:please )?(?:swap|exchange|switch) (?:the )?(.+?)(?: step)? (?:and|with) (?:the )?(.+?)(?: steps?)?$/i.exec(
      context.text,
    );
  if (!match) return null;
  const [first, second] = [pick(match[1]!, context), pick(match[2]!, context)];
  if (first === null || second === null || isEdit(first) || isEdit(second)) return null;
  const direct = context.workflow.connections.some(({ from, to }) => from === first.key && to === second.key);
  return {
    changes: relocate(
      context.workflow,
      direct
        ? { moved: first.key, anchor: second.key, before: false }
        : { moved: second.key, anchor: first.key, before: false },
    ),
  };
};
