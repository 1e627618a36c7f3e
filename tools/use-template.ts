import { tool } from 'ai';
import { z } from 'zod';
import { listTemplates } from '@/database/templates';
import { AppError } from '@/engine/errors';
import { applyTemplate } from './apply-template';
import { tellTemplate, told } from './model-output';
import { answer, type Turn } from './turn';

const Value = z.object({
  slot: z.string().describe('Name of the slot'),
  value: z.string().describe('What the person gave for it; never made up'),
});

export const useTemplateTool = (turn: Turn) =>
  told(
    tool({
      description:
        'Makes the workflow of this conversation from a template, binds the keys the person has, and runs it once as a test. Only for a conversation that has no workflow yet, and only when the person agreed to the template. What is left open is asked on the card: do not ask for it again.',
      inputSchema: z.object({
        template: z.string().describe('Id or exact name of the template'),
        values: z.array(Value).optional(),
      }),
      execute: ({ template, values = [] }) =>
        answer(async () =>
          applyTemplate(turn, {
            templateId: await idOf(turn, template),
            values: Object.fromEntries(values.map(({ slot, value }) => [slot, value])),
          }),
        ),
    }),
    tellTemplate,
  );

async function idOf(turn: Turn, wanted: string): Promise<string> {
  const same = (text: string) => text.trim().toLowerCase() === wanted.trim().toLowerCase();
  const templates = await turn.asUser(tx => listTemplates(tx));
  const found = templates.find(({ id, name }) => id === wanted || same(name));
  if (!found) throw new AppError('template.not_found', {});
  return found.id;
}
