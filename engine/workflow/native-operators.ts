// biome-ignore-all lint/suspicious/noDoubleEquals: these are the operators of the language itself
import { type Compute, giveUp } from './native-chain';

type Operate = (left: never, right: never) => unknown;

/** Text longer than this is put together where memory is counted. */
const longestText = 100_000;

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

/** How tightly each operator binds; those of one level are read from left to right. */
export const levels: readonly Readonly<Record<string, Operate>>[] = [
  {
    '===': (left, right) => left === right,
    '!==': (left, right) => left !== right,
    '==': (left, right) => left == right,
    '!=': (left, right) => left != right,
  },
  {
    '<': (left, right) => left < right,
    '<=': (left, right) => left <= right,
    '>': (left, right) => left > right,
    '>=': (left, right) => left >= right,
  },
  { '+': (left: number, right: number) => left + right, '-': (left: number, right: number) => left - right },
  {
    '*': (left: number, right: number) => left * right,
    '/': (left: number, right: number) => left / right,
    '%': (left: number, right: number) => left % right,
  },
];

/** Objects have their own ideas of being numbers or text, so only their presence is asked here. */
export function binary(operator: string, { left, right }: { left: Compute; right: Compute }): Compute {
  const operate = levels.find(level => Object.hasOwn(level, operator))![operator] as (
    a: unknown,
    b: unknown,
  ) => unknown;
  const compares = Object.hasOwn(levels[0]!, operator);
  return frame => {
    const [first, second] = [left(frame), right(frame)];
    const asksPresence = compares && (first === null || first === undefined || second === null || second === undefined);
    if ((isObject(first) || isObject(second)) && !asksPresence) return giveUp(frame);
    const result = operate(first, second);
    return typeof result === 'string' && result.length > longestText ? giveUp(frame) : result;
  };
}

const unaries: Readonly<Record<string, (value: unknown) => unknown>> = {
  '-': value => -(value as number),
  '+': value => +(value as number),
};

export const isUnary = (text: string) => Object.hasOwn(unaries, text) || text === '!' || text === 'typeof';

export function unary(operator: string, operand: Compute): Compute {
  if (operator === '!') return frame => !operand(frame);
  if (operator === 'typeof') return frame => typeof operand(frame);
  const operate = unaries[operator]!;
  return frame => {
    const value = operand(frame);
    return isObject(value) ? giveUp(frame) : operate(value);
  };
}

export function logical(operator: string, { left, right }: { left: Compute; right: Compute }): Compute {
  if (operator === '&&') return frame => left(frame) && right(frame);
  if (operator === '||') return frame => left(frame) || right(frame);
  return frame => left(frame) ?? right(frame);
}

export function text(parts: readonly (string | Compute)[]): Compute {
  return frame => {
    let whole = '';
    for (const part of parts) {
      const value = typeof part === 'string' ? part : part(frame);
      if (isObject(value)) return giveUp(frame);
      whole += String(value);
      if (whole.length > longestText) return giveUp(frame);
    }
    return whole;
  };
}

export function callOf(compute: (given: readonly unknown[]) => unknown, parts: readonly Compute[]): Compute {
  return frame => {
    const given = parts.map(part => part(frame));
    const result = given.some(isObject) ? undefined : compute(given);
    return result === undefined ? giveUp(frame) : result;
  };
}
