/** "Big Orders" → "big_orders"; a name with its own shape (`customerId`, `customer.email`) stays as it is. */
export function toFieldName(text: string): string {
  const plain = text.trim();
  if (/^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)+$/u.test(plain)) return plain;
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(plain))
    return /[a-z][A-Z]/.test(plain) || plain.includes('_') ? plain : plain.toLowerCase();
  return plain
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9.]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

export function singular(word: string): string {
  if (/(ss|us|is|news|status|address|always)$/i.test(word) || word.length < 4) return word;
  if (/ies$/i.test(word)) return word.replace(/ies$/i, 'y');
  if (/(ch|sh|x|sse|zz)es$/i.test(word)) return word.replace(/es$/i, '');
  return word.replace(/s$/i, '');
}

const counted =
  /^(?:minutes|hours|days|weeks|seconds|points|miles|votes|views|likes|clicks|seats|guests|persons|people|stars|steps|goals|sales|visits|visitors|pages|pieces|units|calories|litres|liters|kilometers|kilometres|tickets|reps|laps|credits|coins|tips|downloads|persons|kids|nights|rooms|watts|degrees|cups|bottles|miles|words|lines|errors)$/i;

/** What is added up: "the amounts" are each an `amount`, but "hours" and "points" are called so in one row, too. */
export const summedName = (name: string, fields: ReadonlySet<string>): string =>
  fields.has(name) || (counted.test(name) && !fields.has(singular(name))) ? name : singular(name);

export const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const shorten = (text: string, length: number) =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
