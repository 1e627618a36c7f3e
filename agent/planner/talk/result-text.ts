import { z } from 'zod';
import { Failure } from '../facts';
import { tellChange } from './change-text';

const Sentence = z.object({ sentence: z.string() });
const Runs = z.object({
  sentence: z.string(),
  runs: z.array(z.object({ answer: z.unknown().optional(), label: z.string().nullable().optional() })).default([]),
});
const Activation = z.object({
  active: z.boolean(),
  effects: z.array(z.string()).default([]),
  addresses: z.array(z.object({ url: z.string(), note: z.string().default('') })).default([]),
  schedules: z.array(z.object({ next: z.array(z.string()).default([]), note: z.string().default('') })).default([]),
  problems: z.array(z.string()).default([]),
});
const Explanation = z.object({
  explanation: z.object({
    sentence: z.string(),
    nextStep: z.string().default(''),
    fix: z
      .object({
        summary: z.array(z.string()).default([]),
        proof: z.object({ sentence: z.string() }).nullable().optional(),
      })
      .nullable()
      .optional(),
  }),
});
const Workflows = z.object({ workflows: z.array(z.object({ name: z.string(), active: z.boolean().default(false) })) });
const Outline = z.object({
  outline: z.string().optional(),
  workflow: z.object({ name: z.string(), version: z.number(), active: z.boolean().default(false) }).nullable(),
});

/** What a tool answered, in words that add nothing to it. */
export function tellResult(toolName: string, output: unknown): string {
  const failure = Failure.safeParse(output);
  if (failure.success) return failure.data.error.message;
  if (typeof output === 'object' && output !== null && 'denied' in output)
    return 'That was not approved, so nothing was done.';
  switch (toolName) {
    case 'runWorkflow':
      return tell(Runs, output, ({ sentence }) => sentence);
    case 'readExecution':
      return tell(Sentence, output, ({ sentence }) => sentence);
    case 'setActive':
      return tell(Activation, output, tellActivation);
    case 'explainFailure':
      return tell(Explanation, output, tellExplanation);
    case 'findWorkflows':
      return tell(Workflows, output, ({ workflows }) =>
        workflows.length === 0
          ? 'There are no workflows yet.'
          : workflows.map(({ name, active }) => `- ${name}${active ? ' (on)' : ''}`).join('\n'),
      );
    case 'readWorkflow':
      return tell(Outline, output, ({ workflow, outline }) =>
        workflow === null
          ? 'There is no workflow in this conversation yet. Tell me what should start it and what should happen then.'
          : `*${workflow.name}*, version ${workflow.version}, ${workflow.active ? 'switched on' : 'not switched on'}.\n\n${outline ?? ''}`.trim(),
      );
    default:
      return tellChange(output, { assumptions: [], unknown: [] }, { built: false });
  }
}

function tell<Output>(schema: z.ZodType<Output>, output: unknown, words: (value: Output) => string): string {
  const parsed = schema.safeParse(output);
  return parsed.success ? words(parsed.data) : 'The answer could not be read; the card above shows what is recorded.';
}

function tellActivation({ active, effects, addresses, schedules, problems }: z.infer<typeof Activation>): string {
  const lines = [
    active ? 'It is switched on.' : problems.length > 0 ? 'It is not switched on.' : 'It is switched off.',
    ...problems,
    ...(active ? effects : []),
    ...(active ? addresses.map(({ url, note }) => `${url} ${note}`.trim()) : []),
    ...(active
      ? schedules.map(({ next, note }) => `${next.length > 0 ? `Next: ${next.join(', ')}.` : ''} ${note}`.trim())
      : []),
  ];
  return lines.filter(line => line !== '').join('\n\n');
}

/** What happened and why, then what to do: the proposed change, or one step that helps. */
function tellExplanation({ explanation: { sentence, fix, nextStep } }: z.infer<typeof Explanation>): string {
  if (!fix) return [sentence, nextStep].filter(line => line !== '').join('\n\n');
  return [
    sentence,
    `What would change:\n${fix.summary.map(line => `- ${line}`).join('\n')}`,
    fix.proof?.sentence ?? '',
    'Say *fix it* to apply that.',
  ]
    .filter(line => line !== '')
    .join('\n\n');
}
