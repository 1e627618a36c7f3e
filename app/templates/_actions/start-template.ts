'use server';
import { z } from 'zod';
import { readTemplate } from '@/database/templates';
import { act } from '../../_server/act';
import { startFromTemplate } from '../../_server/start-from-template';

const Input = z.object({ templateId: z.uuid(), chatId: z.uuid().optional() });

/** Makes the workflow and its conversation, runs it once as a test, and says where to go. */
export async function startTemplate(input: z.infer<typeof Input>) {
  return act(async ({ claims, asUser }) => {
    const { templateId, chatId } = Input.parse(input);
    const { name } = await asUser(tx => readTemplate(tx, { templateId }));
    return startFromTemplate({ claims, asPerson: asUser, templateId, name, chatId });
  });
}
