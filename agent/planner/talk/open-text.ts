import type { ChangeAnswer } from '../facts';

type Found = ChangeAnswer['issues'][number];

/** What is open before a real run: one line for each kind of it, with the steps it is about. */
export function tellOpen(issues: readonly Found[]): string[] {
  const kinds = new Map<Kind, Found[]>();
  for (const issue of issues) kinds.set(kindOf(issue), [...(kinds.get(kindOf(issue)) ?? []), issue]);
  return order.flatMap(kind => {
    const found = kinds.get(kind) ?? [];
    if (found.length === 0) return [];
    return kind === 'other' ? [...new Set(found.map(({ message }) => message))] : [lines[kind](labelsOf(found))];
  });
}

const order = ['condition', 'path', 'address', 'receiver', 'key', 'other'] as const;
type Kind = (typeof order)[number];

function kindOf({ code, message }: Found): Kind {
  switch (code) {
    case 'condition_open':
      return 'condition';
    case 'address_open':
      return / has no path yet/.test(message) ? 'path' : 'address';
    case 'setting_open':
      return /who gets/.test(message) ? 'receiver' : 'other';
    case 'credential_missing':
      return 'key';
    default:
      return 'other';
  }
}

const lines: Readonly<Record<Exclude<Kind, 'other'>, (labels: string) => string>> = {
  condition: labels => `Say what ${labels} checks, for example *the condition of that step is score over 50*.`,
  path: labels => `Give the path of ${labels} as the service documents it, for example *the path is /items*.`,
  address: labels => `Give the web address of ${labels}, for example *the address is https://example.com/items*.`,
  receiver: labels => `Say who gets ${labels}, for example *mail it to ada@example.com*.`,
  key: labels => `Enter the key of ${labels}: it is asked for on a card.`,
};

/** Each issue names its step first. */
function labelsOf(found: readonly Found[]): string {
  const labels = [...new Set(found.flatMap(({ message }) => /^"(.+?)"(?=:| has| needs)/.exec(message)?.[0] ?? []))];
  const shown = labels.length > 4 ? [...labels.slice(0, 3), `${labels.length - 3} more`] : labels;
  return shown.length < 2 ? (shown[0] ?? 'that step') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
