import { z } from 'zod';

const Item = z.record(z.string(), z.unknown());
const Report = z.object({
  sentence: z.string(),
  input: z.array(Item).default([]),
  answer: z.object({ status: z.number().nullish(), body: z.unknown().optional() }).nullish(),
  nodes: z
    .array(
      z.object({
        label: z.string(),
        status: z.string(),
        itemsOut: z.number().default(0),
        outputs: z.record(z.string(), z.array(Item)).default({}),
        error: z.object({ message: z.string().optional() }).nullish(),
        simulated: z.boolean().default(false),
      }),
    )
    .default([]),
});

/** The steps a run went through, with the ways they took. */
export function tellPath(output: unknown): string {
  const parsed = Report.safeParse(output);
  if (!parsed.success) return 'The answer could not be read; the card above shows what is recorded.';
  const { sentence, nodes } = parsed.data;
  const lines = nodes.map(({ label, status, outputs, error }) => {
    const ways = Object.entries(outputs).filter(([port, items]) => port !== 'next' && items.length > 0);
    const took = ways.length > 0 ? ` → ${ways.map(([port]) => port).join(', ')}` : '';
    return `- ${label}: ${status}${took}${error?.message ? `, ${error.message}` : ''}`;
  });
  return [sentence, ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n');
}

/** What the last run did with the item that holds a value, step by step. */
export function tellItem(
  output: unknown,
  { value, name, ending }: { value: string; name: string | null; ending?: string },
): string {
  const parsed = Report.safeParse(output);
  if (!parsed.success) return 'The answer could not be read; the card above shows what is recorded.';
  const { sentence, input, nodes } = parsed.data;
  const what = `${name && !/^(?:the|item|it|last|run)$/.test(name) ? `${name} ` : ''}${value}`;
  const lines = nodes.flatMap(({ label, outputs }) =>
    Object.entries(outputs).flatMap(([port, items]) => {
      const item = items.find(each => holds(each, value));
      return item === undefined ? [] : [`- ${label}${port === 'next' ? '' : ` → ${port}`}: ${shortly(item)}`];
    }),
  );
  if (lines.length === 0 && !input.some(item => holds(item, value)))
    return `Nothing that the last run recorded holds *${what}*; of each step the first five items are kept in view. ${ending ?? sentence}`;
  return [`In the last run, *${what}* went this way:`, ...lines, '', ending ?? sentence].join('\n');
}

/** The values of one field on its way through the last run; null where no step's output has it. */
export function tellField(output: unknown, name: string): string | null {
  const parsed = Report.safeParse(output);
  if (!parsed.success) return null;
  const lines = parsed.data.nodes.flatMap(({ label, outputs }) => {
    const items = Object.values(outputs).flat();
    const values = items.flatMap(item => valuesOf(item, name.toLowerCase()));
    return values.length > 0 ? [`- ${label}: ${values.slice(0, 5).map(shortly).join(', ')}`] : [];
  });
  return lines.length > 0 ? [`In the last run, \`${name}\` went this way:`, ...lines].join('\n') : null;
}

const valuesOf = (value: unknown, name: string): unknown[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => (key.toLowerCase() === name ? [inner] : valuesOf(inner, name)))
    : [];

const holds = (item: unknown, value: string): boolean =>
  typeof item === 'object' && item !== null
    ? Object.values(item).some(inner => holds(inner, value))
    : String(item).toLowerCase() === value.toLowerCase();

const shortly = (item: unknown) => {
  const text = JSON.stringify(item);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
};
