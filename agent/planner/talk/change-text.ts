import type { Intent } from '../decision';
import { ChangeAnswer, Failure } from '../facts';
import { tellOpen } from './open-text';

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
    headline({ built, summary, version, name: workflow?.name, ready: readinessOf(issues) }),
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
  ready,
}: {
  built: boolean;
  ready: Readiness;
  summary: readonly string[];
  version: number;
  name: string | undefined;
}): string {
  if (summary.length === 0) return 'Nothing was changed.';
  if (built) return `Saved as *${name ?? 'workflow'}*, version ${version}.${nextClick[ready]}`;
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

/** What nothing keeps it from: real runs, test runs, or neither. */
type Readiness = 'live' | 'test' | 'none';

const readinessOf = (issues: ChangeAnswer['issues']): Readiness =>
  issues.some(({ blocks }) => blocks === 'run' || blocks === 'save')
    ? 'none'
    : issues.some(({ blocks }) => blocks === 'live')
      ? 'test'
      : 'live';

const nextClick: Readonly<Record<Readiness, string>> = {
  live: ' Try it with *run it with an example*, then *switch it on*.',
  test: ' It can be tried now: *run it with an example* passes over whatever is open.',
  none: '',
};

function tellIssues(issues: ChangeAnswer['issues']): string[] {
  const stops = issues.filter(({ blocks }) => blocks === 'run' || blocks === 'save');
  const open = tellOpen(issues.filter(({ blocks }) => blocks === 'live'));
  return [
    ...(stops.length > 0
      ? [
          `Before it can run:\n${[...new Set(stops.map(({ message }) => message))].map(message => `- ${message}`).join('\n')}`,
        ]
      : []),
    ...(open.length > 0 ? [`Before it can run for real:\n${open.map(line => `- ${line}`).join('\n')}`] : []),
  ];
}
