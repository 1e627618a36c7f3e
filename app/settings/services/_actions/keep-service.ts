'use server';
import { z } from 'zod';
import { addIntegration, changeIntegration } from '@/database/integrations';
import { AppError } from '@/engine/errors';
import { act } from '../../../_server/act';
import { texts } from '../../../_ui/texts';
import { categories, isAddress, toConfigSchema, ways } from '../service-form';

const Field = z.object({
  name: z.string().max(60).optional(),
  label: z.string().trim().min(1).max(60),
  secret: z.boolean(),
});
const Input = z.object({
  /** Null for a new one. */
  name: z.string().max(100).nullable(),
  form: z.object({
    title: z.string().max(200),
    description: z.string().max(500),
    category: z.enum(categories),
    address: z.string().max(500),
    way: z.enum(ways),
    keyName: z.string().trim().max(100),
    fields: z.array(Field).min(1).max(8),
  }),
});

/** A service of the person's own: its row in `integrations`, with the form for its keys and how it is called. */
export async function keepService(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { name, form } = Input.parse(input);
    if (!isAddress(form.address)) {
      throw new AppError('request.invalid', { field: texts.service.address, reason: texts.service.addressInvalid });
    }
    const service = { ...form, form: toConfigSchema(form) };
    await asUser(async tx => {
      if (name === null) await addIntegration(tx, service);
      else await changeIntegration(tx, { ...service, name });
    });
    return null;
  });
}
