import type { TemplateSlot } from '@/engine/templates/template';

/** A template as the gallery shows it. */
export interface GalleryTemplate {
  id: string;
  name: string;
  description: string;
  category: string;
  ask: string;
  isOwn: boolean;
  usageCount: number;
  steps: number;
  /** Why it cannot be used, when its row cannot be read. */
  problem: string | null;
  asks: readonly Pick<TemplateSlot, 'name' | 'kind' | 'label'>[];
}
