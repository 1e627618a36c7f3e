'use server';
import { listTemplates as list } from '@/database/templates';
import { TemplateData } from '@/engine/templates/template';
import { act } from '../../_server/act';

/** What the list in the composer shows: those that can be used. */
export async function listTemplates() {
  return act(async ({ asUser }) => {
    const stored = await asUser(tx => list(tx));
    return stored.flatMap(({ id, name, description, category, data }) => {
      const parsed = TemplateData.safeParse(data);
      return parsed.success ? [{ id, name, description, category, ask: parsed.data.ask }] : [];
    });
  });
}
