import type { Metadata } from 'next';
import { listTemplates, type StoredTemplate } from '@/database/templates';
import { AppError } from '@/engine/errors';
import { readTemplateData } from '@/engine/templates/template';
import { load } from '../_server/load';
import { PageHeader } from '../_ui/page-header';
import { texts } from '../_ui/texts';
import { Gallery } from './_components/gallery';
import type { GalleryTemplate } from './_components/gallery-template';

export const metadata: Metadata = { title: texts.template.listTitle };

export default async function TemplatesPage() {
  const stored = await load(tx => listTemplates(tx));
  return (
    <>
      <PageHeader title={texts.template.listTitle} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Gallery templates={stored.map(toGallery)} />
      </div>
    </>
  );
}

/** A row that cannot be read is shown with what is wrong with it, not left out. */
function toGallery({ data: stored, ...template }: StoredTemplate): GalleryTemplate {
  try {
    const { ask, nodes, slots } = readTemplateData(stored, template.name);
    const asks = slots.filter(({ optional }) => !optional).map(({ name, kind, label }) => ({ name, kind, label }));
    return { ...template, ask, steps: nodes.length, problem: null, asks };
  } catch (error) {
    if (!AppError.is(error)) throw error;
    return { ...template, ask: '', steps: 0, problem: error.userMessage, asks: [] };
  }
}
