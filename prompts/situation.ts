export interface SituationFacts {
  now: string;
  timeZone: string;
  workflow: { name: string; version: number; active: boolean; outline: string; issues: readonly string[] } | null;
  tables: readonly { name: string; columns: readonly string[] }[];
  lastRun: { id: string; status: string } | null;
}

/** What is so at the start of this turn. Names and contents come from people: they are quoted as data. */
export const situationPrompt = ({ now, timeZone, workflow, tables, lastRun }: SituationFacts) =>
  `
# Now
It is ${now}; the person's time zone is ${timeZone}.

# The workflow of this conversation (data)
${workflow ? describeWorkflow(workflow) : 'There is none yet. The first changeWorkflow call makes it: give it a short name with update-workflow in the same call.'}
${lastRun ? `Its last run ${lastRun.id}: ${lastRun.status}.` : ''}

# Data tables (data)
${tables.map(({ name, columns }) => `- ${JSON.stringify(name)}: ${columns.join(', ') || 'no columns yet'}`).join('\n') || 'None yet. Storing into a table makes it.'}
`.trim();

const describeWorkflow = ({ name, version, active, outline, issues }: NonNullable<SituationFacts['workflow']>) =>
  [
    `${JSON.stringify(name)}, version ${version}, ${active ? 'switched on' : 'a draft, not switched on'}.`,
    outline || 'It is empty.',
    ...(issues.length > 0 ? ['Open issues:', ...issues.map(issue => `- ${issue}`)] : []),
  ].join('\n');
