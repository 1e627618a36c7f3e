import type { Metadata } from 'next';
import { readTemplate } from '@/database/templates';
import { load } from '../../_server/load';
import { rehearseTemplate } from '../../_server/rehearse-template';
import { TemplatePage } from '../_components/template-page';

interface Props {
  params: Promise<{ templateId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { templateId } = await params;
  return { title: (await load(tx => readTemplate(tx, { templateId }))).name };
}

export default async function OneTemplatePage({ params }: Props) {
  const { templateId } = await params;
  const template = await load(tx => readTemplate(tx, { templateId }));
  return <TemplatePage view={await rehearseTemplate(template)} />;
}
