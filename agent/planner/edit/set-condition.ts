import { readTest } from '../grammar/condition';
import { readRelative } from '../grammar/lists';
import { literalOf } from '../language/literals';
import { capitalise } from '../language/names';
import { toConditions } from '../lower/conditions';
import { describeTest } from '../lower/words';
import { askWhich, type EditRule } from './edit-context';
import { scopeAt } from './scope-at';
import { isEdit, pick } from './steps';

const said =
  /^(?:please )?(?:(?:change|set|make|switch|replace|turn|update|edit) (?:the )?(?:condition|check|test|filter)(?: (?:of|in) (.+?))?,? (?:to|with|by|into|so that|such that|be|:)|(?:the )?(?:condition|check|test|filter)(?: (?:of|in) (.+?))? (?:should|must|has to|shall) (?:now )?be|(?:the )?(?:condition|check|test|filter)(?: (?:of|in) (.+?))?(?: is|:|=)) (?:that |if |when |only if |whether )?(.+?)(?: instead| now| please)*$/i;

/** "the condition of that step is score over 50", "change the condition to amount at least 75". */
export const setCondition: EditRule = context => {
  const match = said.exec(context.text);
  if (match === null || /^⟨|^\d+$/.test(match[4]!)) return null;
  const all = context.workflow.nodes.filter(({ type }) => /^core\.(?:if|filter)$/.test(type));
  const open = all.filter(({ params }) => ((params.conditions as unknown[] | undefined) ?? []).length === 0);
  const phrase = match[1] ?? match[2] ?? match[3];
  const named =
    phrase === undefined || /^(?:it|that|this|that step|this step|the step)$/i.test(phrase)
      ? null
      : pick(phrase, context);
  if (named !== null && isEdit(named)) return named;
  const fitting = open.length > 0 ? open : all;
  const asked = askWhich(
    'condition',
    fitting.map(({ label }) => label),
  );
  const chosen =
    named ??
    (fitting.length === 1
      ? fitting[0]
      : fitting.find(({ label }) => label === context.answers.get(asked.question!.question)));
  if (all.length === 0) return null;
  if (chosen === undefined) return asked;
  const test = readTest(match[4]!, context.reader) ?? readRelative(match[4]!, context.reader);
  if (test === null || !all.includes(chosen)) return null;
  const before = context.workflow.connections.find(({ to }) => to === chosen.key)?.from ?? chosen.key;
  const words = describeTest(test);
  const label = chosen.type === 'core.if' ? `${capitalise(words)}?` : `Only ${words}`;
  return {
    changes: [
      {
        type: 'update-node',
        node: chosen.key,
        label: label.slice(0, 78),
        params: { ...toConditions(test, scopeAt(context.workflow, before)) },
      },
    ],
  };
};

/** "use https://example.com/b.xml instead": the one address that is read gets another. */
export const useAddress: EditRule = context => {
  const match =
    /^(?:please )?(?:use|read|take|fetch|get|call) (?:the )?(?:feed |address |url |site )?(⟨u\d+⟩) instead(?: please)?$/i.exec(
      context.text,
    );
  if (match === null) return null;
  const nodes = context.workflow.nodes.filter(({ params }) => typeof params.url === 'string');
  const asked = askWhich(
    'step',
    nodes.map(({ label }) => label),
  );
  const node =
    nodes.length === 1 ? nodes[0] : nodes.find(({ label }) => label === context.answers.get(asked.question!.question));
  if (nodes.length === 0) return null;
  if (node === undefined) return asked;
  const url = literalOf(match[1]!, context.reader.literals)!.text;
  const host = (text: string) => (URL.canParse(text) ? new URL(text).hostname : text);
  const label = node.label.replace(host(String(node.params.url)), host(url));
  return {
    changes: [{ type: 'update-node', node: node.key, params: { url }, ...(label === node.label ? {} : { label }) }],
  };
};

const rising = /^(?:asc|from (?:low|small|least|old|cheap|early|a )|lowest|smallest|least|oldest|earliest|cheapest)/i;
const falling =
  /^(?:desc|from (?:high|large|big|most|new|expensive|late|z )|highest|largest|biggest|most|newest|latest)/i;

/** "sort them the other way round". */
export const turnSort: EditRule = ({ text, workflow }) => {
  const match =
    /^(?:please )?(?:sort|order|rank)(?: it| them| that| the list)?(?: the list)?(?: in)? (ascending|descending|the other way(?: round| around)?|(?:in )?reverse|reversed?|from (?:high|highest|large|largest|big|biggest|most|new|newest|expensive|late|latest|z) to \w+|from (?:low|lowest|small|smallest|least|old|oldest|cheap|cheapest|early|earliest|a) to \w+|(?:highest|largest|biggest|most|newest|latest) first|(?:lowest|smallest|least|oldest|earliest|cheapest) first)(?: order)?(?: instead| please)*$/i.exec(
      text,
    );
  const sorts = workflow.nodes.filter(({ type }) => type === 'core.sort');
  if (match === null || sorts.length !== 1) return null;
  const by = (sorts[0]!.params.by as { field: string; descending?: boolean }[] | undefined) ?? [];
  const turned = by.map(each => ({
    ...each,
    descending: rising.test(match[1]!) ? false : falling.test(match[1]!) ? true : !each.descending,
  }));
  return JSON.stringify(turned) === JSON.stringify(by)
    ? { changes: [], remark: 'It is sorted that way already. Nothing was changed.' }
    : { changes: [{ type: 'update-node', node: sorts[0]!.key, params: { by: turned } }] };
};
