type Method = (value: unknown, given: readonly unknown[]) => unknown;

const isAscii = (text: string) => !/[^\0-\x7f]/.test(text);
const isPlain = (value: unknown) => value === null || typeof value !== 'object';

/** Methods that every engine computes alike. They give undefined for whatever they do not know for sure. */
export const ownMethods: Readonly<Record<string, Method>> = {
  trim: (value, given) => (typeof value === 'string' && given.length === 0 ? value.trim() : undefined),
  // Engines follow different versions of Unicode.
  toUpperCase: value => (typeof value === 'string' && isAscii(value) ? value.toUpperCase() : undefined),
  toLowerCase: value => (typeof value === 'string' && isAscii(value) ? value.toLowerCase() : undefined),
  startsWith: (value, given) => onText(value, given, (text, part) => text.startsWith(part)),
  endsWith: (value, given) => onText(value, given, (text, part) => text.endsWith(part)),
  includes: (value, given) => {
    if (Array.isArray(value)) return given.length === 1 && isPlain(given[0]) ? value.includes(given[0]) : undefined;
    return onText(value, given, (text, part) => text.includes(part));
  },
  join: (value, given) => {
    const [separator] = given;
    if (!Array.isArray(value) || given.length > 1 || !value.every(isPlain)) return undefined;
    if (separator !== undefined && typeof separator !== 'string') return undefined;
    return value.length < 1_000 && JSON.stringify(value).length < 100_000 ? value.join(separator) : undefined;
  },
  toFixed: (value, given) => {
    const [digits = 0] = given;
    const isKnown = typeof value === 'number' && typeof digits === 'number' && Number.isInteger(digits);
    return isKnown && digits >= 0 && digits <= 20 && !Object.is(value, -0) ? value.toFixed(digits) : undefined;
  },
};

function onText(value: unknown, given: readonly unknown[], ask: (text: string, part: string) => boolean) {
  const [part] = given;
  return typeof value === 'string' && typeof part === 'string' && given.length === 1 ? ask(value, part) : undefined;
}

const numbers = (given: readonly unknown[]) => given.map(Number);

/** As `ownMethods`, for functions by their full name; all that is given is no object. */
export const ownFunctions: Readonly<Record<string, (given: readonly unknown[]) => unknown>> = {
  Number: given => (given.length === 1 ? Number(given[0]) : undefined),
  String: given => (given.length === 1 ? String(given[0]) : undefined),
  Boolean: given => (given.length === 1 ? Boolean(given[0]) : undefined),
  'Math.floor': ([value]) => Math.floor(Number(value)),
  'Math.ceil': ([value]) => Math.ceil(Number(value)),
  'Math.round': ([value]) => Math.round(Number(value)),
  'Math.trunc': ([value]) => Math.trunc(Number(value)),
  'Math.abs': ([value]) => Math.abs(Number(value)),
  'Math.min': given => Math.min(...numbers(given)),
  'Math.max': given => Math.max(...numbers(given)),
};
