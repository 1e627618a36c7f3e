import { slugOf } from '../workflow/slug';
import { type Condition, meets, passes } from './conditions';

export const otherwisePort = 'otherwise';

/** The way out that is called after a case. */
export const casePort = (name: unknown): string => slugOf(String(name ?? ''), 'case').slice(0, 40);

export interface SwitchCase {
  name: string;
  equals?: unknown;
  conditions: readonly Condition[];
  match: 'all' | 'any';
}

/** The port of the first case that fits. */
export function choosePort({ value, cases }: { value?: unknown; cases: readonly SwitchCase[] }): string {
  const chosen = cases.find((option, index) => fits(option, { value, at: `cases.${index}` }));
  return chosen ? casePort(chosen.name) : otherwisePort;
}

function fits({ name, equals, conditions, match }: SwitchCase, { value, at }: { value: unknown; at: string }): boolean {
  if (conditions.length > 0) return passes({ conditions, match }, `${at}.conditions`);
  return meets({ left: value, operator: 'equals', right: equals ?? name }, at);
}
