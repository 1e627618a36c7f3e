import type { Intent } from '../decision';
import { ChangeAnswer, Failure } from '../facts';

/** What a change came to, told only from the tool's answer. */
export function tellChange(
  output: unknown,
  intent: Pick<Intent, 'assumptions' | 'unknown'>,
  { built }: { built: boolean },
): string {
  const failure = Failure.safeParse(output);
  if (failure.success) return `Nothing was changed. ${failure.data.error.message}`;
  const answer = ChangeAnswer.safeParse(output);
  if (!answer.success)
    return 'The change was sent, but its answer could not be read. Look at the workflow page for what is saved.';
  const { skipped, conflicts, issues, summary, version, activeVersion, workflow } = answer.data;
  const lines = [
    headline({ built, summary, version, name: workflow?.name, runs: !issues.some(({ blocks }) => blocks !== 'none') }),
    ...skipped.map(({ hint }) => `Left out: ${hint}`),
    ...(conflicts.length > 0
      ? ['Somebody else changed the same setting meanwhile. Both values are on the card: choose one.']
      : []),
    ...intent.assumptions,
    ...tellUnknown(intent.unknown, summary.length > 0),
    ...tellIssues(issues),
    ...(summary.length > 0 && activeVersion && activeVersion < version
      ? [`Version ${activeVersion} is still on. Say *switch it on* to use version ${version}.`]
      : []),
  ];
  return lines.filter(line => line !== '').join('\n\n');
}

function headline({
  built,
  summary,
  version,
  name,
  runs,
}: {
  built: boolean;
  /** Nothing is left that would keep it from running. */
  runs: boolean;
  summary: readonly string[];
  version: number;
  name: string | undefined;
}): string {
  if (summary.length === 0) return 'Nothing was changed.';
  if (built)
    return `Saved as *${name ?? 'workflow'}*, version ${version}.${runs ? ' Try it with *run it with an example*, then *switch it on*.' : ''}`;
  return `Saved as version ${version}:\n${summary.map(line => `- ${line}`).join('\n')}`;
}

export function tellUnknown(unknown: readonly string[], understood: boolean): string[] {
  if (unknown.length === 0) return [];
  const quoted = unknown.map(clause => `*${clause}*`).join(', ');
  const start = understood ? 'I understood the rest, but not' : 'I did not understand';
  return [
    `${start} ${quoted}. Say it in other words, for example *store it in a table called orders*, *answer "thanks"* or *send it to https://…*.`,
  ];
}

function tellIssues(issues: ChangeAnswer['issues']): string[] {
  const open = issues.filter(({ blocks }) => blocks !== 'none');
  if (open.length === 0) return [];
  return [
    `Before it can run:\n${[...new Set(open.map(({ message }) => message))].map(message => `- ${message}`).join('\n')}`,
  ];
}
