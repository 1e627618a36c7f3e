import { many } from './many';

const usd = (amount: number): string =>
  amount === 0 ? '$0' : amount < 0.01 ? 'under 1 cent' : `$${amount.toFixed(2).replace(/\.00$/, '')}`;

/** Models: the picker, what they cost, their keys, and files that are shown to them. */
export const modelTexts = {
  models: {
    picker: (name: string) => `Model: ${name}`,
    usual: 'Usual',
    ready: 'Ready',
    needsKey: 'Needs a key',
    needsAddress: 'Needs an address',
    setUp: 'Keys and models',
    price: (price: readonly [number, number] | null) =>
      price === null ? 'Price not known' : `${usd(price[0])} in, ${usd(price[1])} out per million tokens`,
    tokens: (input: number, output: number) =>
      `${input.toLocaleString('en')} tokens in, ${output.toLocaleString('en')} out`,
    calls: (count: number) => many(count, 'model call'),
    short: (tokens: number) => (tokens < 1_000 ? many(tokens, 'token') : `${(tokens / 1_000).toFixed(1)}k tokens`),
    cost: (amount: number | null) => (amount === null ? 'price not known' : usd(amount)),
    answeredBy: (name: string) => `Answered by ${name}`,
    stoodIn: (from: string, to: string, reason: string) => `${from} could not go on: ${reason}. ${to} went on.`,
    soFar: 'This conversation so far',
  },

  attach: {
    button: 'Attach files',
    drop: 'Drop files here: text, CSV, PDF or images',
    remove: (name: string) => `Remove ${name}`,
    loading: 'Reading',
    list: 'Attached',
    rows: (count: number) => many(count, 'row'),
    size: (bytes: number) =>
      bytes < 1_000
        ? `${bytes} B`
        : bytes < 1_000_000
          ? `${Math.round(bytes / 1_000)} KB`
          : `${(bytes / 1_000_000).toFixed(1)} MB`,
    run: (name: string) => `Run it with ${name}`,
    failed: 'The file could not be sent. Try again.',
    tooMany: 'At most 10 files go with one message.',
  },
} as const;
