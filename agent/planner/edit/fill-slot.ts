import { catalogueOf } from '../catalogue/entries';
import { addressesIn } from '../catalogue/phrases';
import { kindOf } from '../catalogue/setting-kind';
import type { NodeFact } from '../facts';
import { quiet } from '../grammar/reader';
import { readValue } from '../grammar/value';
import { toParam } from '../lower/script';
import { askWhich, type EditContext, type EditRule } from './edit-context';
import { scopeAt } from './scope-at';

/** The steps of the catalogue that have a setting of this kind, with its name. */
function slotsOf({ workflow, setting }: EditContext, kind: string): { node: NodeFact; name: string }[] {
  const { steps } = catalogueOf(setting.nodeTypes);
  return workflow.nodes.flatMap(node => {
    const entry = steps.find(({ type }) => type === node.type);
    const found = entry?.settings.find(each => kindOf(each) === kind);
    return found ? [{ node, name: found.name }] : [];
  });
}

const telling =
  /^(?:(?:and|also|please|ok|oh)\s+)*(?:(?:send|mail|email|e-mail)s? (?:it|them|that|this|the (?:e-?mail|mail|summary|list|report))|(?:use|take|set|put|my|the|its|to|it is|it's|address|e-?mail|mail|recipient|should|go(?:es)?|is|be|to|as|address is)\b|⟨q\d+⟩)/i;

/** "send it to ada@example.com", "my address is …": who gets the message that waits for an address. */
export const fillRecipient: EditRule = context => {
  const [address, ...others] = addressesIn(context.text, context.reader);
  if (
    address === undefined ||
    !telling.test(context.text) ||
    /\b(?:if|when|also|too|copy|cc|bcc|store|save|table|answer)\b/i.test(context.text)
  )
    return null;
  const slots = slotsOf(context, 'recipient');
  const open = slots.filter(({ node, name }) => node.params[name] === undefined || node.params[name] === '');
  const meant = open.length > 0 ? open : slots;
  if (meant.length === 0) return null;
  if (meant.length > 1 && open.length === 0)
    return askWhich(
      'e-mail',
      meant.map(({ node }) => node.label),
    );
  return {
    changes: meant.map(({ node, name }) => ({
      type: 'update-node',
      node: node.key,
      params: { [name]: [address, ...others].join(', ') },
    })),
  };
};

const headed =
  /^(?:(?:and|also|please)\s+)*(?:(?:change|set|make|use) )?(?:the )?(subject|text|body|message|content)(?: line)?(?: of the (?:e-?mail|mail|message))?\s*(?:should be|must be|is|to be|to|as|:|=|should say|says?)?\s*(⟨q\d+⟩)(?: please| instead)?$/i;

/** `the subject should be "Orders"`: what a message says. */
export const fillMessage: EditRule = context => {
  const match = headed.exec(context.text);
  if (!match) return null;
  const [slot, ...others] = slotsOf(context, /^subject/i.test(match[1]!) ? 'subject' : 'content').filter(({ node }) =>
    slotsOf(context, 'recipient').some(each => each.node === node),
  );
  if (slot === undefined || others.length > 0) return null;
  const before = context.workflow.connections.find(({ to }) => to === slot.node.key)?.from;
  const value = readValue(match[2]!, quiet(context.reader));
  if (value === null || before === undefined) return null;
  return {
    changes: [
      {
        type: 'update-node',
        node: slot.node.key,
        params: { [slot.name]: toParam(value, scopeAt(context.workflow, before)) },
      },
    ],
  };
};
