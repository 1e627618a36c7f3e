import { tool } from 'ai';
import { z } from 'zod';
import { listTemplates } from '@/database/templates';
import { findTemplates } from '@/engine/templates/find-templates';
import { TemplateData } from '@/engine/templates/template';
import { answer, type Turn } from './turn';

const most = 6;

export const findTemplateTool = (turn: Turn) =>
  tool({
    description:
      'Finds ready-made workflows (templates) that fit a request, or lists some. Offer one by its name when it does most of what is asked; fit runs from 0 to 1.',
    inputSchema: z.object({ query: z.string().optional().describe('What the workflow should do, in words') }),
    execute: ({ query = '' }) =>
      answer(async () => {
        const stored = await turn.asUser(tx => listTemplates(tx));
        const readable = stored.flatMap(({ data, ...template }) => {
          const parsed = TemplateData.safeParse(data);
          return parsed.success ? [{ ...template, ask: parsed.data.ask, steps: parsed.data.nodes.length }] : [];
        });
        const templates = findTemplates(readable, query)
          .slice(0, most)
          .map(({ id, name, description, category, steps, fit }) => ({
            ...{ id, name, description, category, steps },
            fit: Math.round(fit * 100) / 100,
          }));
        return { templates };
      }),
  });
