import { lemma } from '../language/verbs';
import type { Plan } from '../plan';

/** Words that join, point or stand for something: no part of a name. */
const joining =
  /^(?:the|this|that|these|those|it|its|they|them|who|which|what|there|here|then|than|i|we|you|are|was|were|be|been|do|does|did|will|would|shall|should|must|can|could|may|might|and|or|but|nor|so|if|when|whenever|unless|otherwise|else|with|without|about|not|only|just|also|too|again|always|never|either|neither|both|any|every|each|some|none|ones|from|into)$/;
/** Deeds that are often half of a name: "created_at", "posted date". */
const naming =
  /^(?:created|updated|published|posted|used|paid|shipped|booked|is|has|days|points|orders?|sales|votes|visits|tickets?|calls|reports?|likes|views|costs?|marks?|names|units|needs|returns|checks|starts?|ends?|status|address|access|class|business|process|building|rating|reading|meeting|parking|shipping|booking|heading|opening|closing|starting|ending|working|learning|training|spending|remaining|evening|morning|billing|pricing)$/;

/** Fields that no request brings: a word that only points ("the ones"), or a name that holds a deed ("order_no_goes"). */
export function strangeFields(plan: Plan, text: string): string[] {
  const used = new Set<string>();
  const made = new Set<string>(plan.trigger?.kind === 'webhook' ? plan.trigger.fields : []);
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const inner of value) walk(inner);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const node = value as Record<string, unknown>;
    if (node.kind === 'field' && typeof node.name === 'string') used.add(node.name);
    if (typeof node.operation === 'string' && typeof node.field === 'string') used.add(node.field);
    if (typeof node.as === 'string') made.add(node.as);
    if (node.kind === 'set' && Array.isArray(node.fields))
      for (const field of node.fields as { name: string }[]) made.add(field.name);
    Object.values(node).forEach(walk);
  };
  walk(plan.steps);
  const lower = text.toLowerCase();
  return [...used].filter(name => !made.has(name) && !name.includes('.') && isStrange(name, lower));
}

function isStrange(name: string, text: string): boolean {
  const words = name
    .toLowerCase()
    .split('_')
    .filter(word => word !== '');
  if (words.length === 1) return pointing.test(name);
  if (text.includes(name.toLowerCase())) return false;
  return words.some(
    word => joining.test(word) || (!naming.test(word) && lemma(word) !== null && /(?:s|ing|ed)$/.test(word)),
  );
}

const pointing =
  /^(?:ones?|the|an?|hey|hello|hi|quick|smaller|bigger|larger|lower|higher|older|younger|newer|rest|others?|anything|everything|nothing|none|whole|again|too|also|there|here|same|them|they|those|these|good|bad|nobody|someone|both|each|should|must|will|gets?|goes|if|when|unless|otherwise|else|then)$/i;
