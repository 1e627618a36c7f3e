import { libraryTemplates } from '@/engine/templates/library/all';

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * The templates that come with Parley, as SQL: new ones are added, known ones brought up to date, those that are no
 * longer among them go. What people saved has no slug and is not touched.
 */
export function templatesSql(): string {
  const rows = libraryTemplates.map(
    ({ slug, name, description, category, data }) =>
      `(${[slug, name, description, category, JSON.stringify(data)].map(literal).join(', ')})`,
  );
  return `
    insert into public.workflow_templates (slug, name, description, category, template_data, author_id, is_public)
    select slug, name, description, category, data::jsonb, null, true
    from (values ${rows.join(',\n')}) as library(slug, name, description, category, data)
    on conflict (slug) do update set name = excluded.name, description = excluded.description,
      category = excluded.category, template_data = excluded.template_data
    where (workflow_templates.name, workflow_templates.description, workflow_templates.category, workflow_templates.template_data)
      is distinct from (excluded.name, excluded.description, excluded.category, excluded.template_data);
    delete from public.workflow_templates where slug is not null
      and slug not in (${libraryTemplates.map(({ slug }) => literal(slug)).join(', ')});`;
}
