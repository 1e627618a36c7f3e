import type { TemplateSource } from './template';

/** A template that comes with Parley. The slug is what it is recognised by when it is brought up to date. */
export interface LibraryTemplate {
  slug: string;
  name: string;
  description: string;
  category: string;
  data: TemplateSource;
}

/** `chain('hook', 'check', 'answer')`: arrows from each step to the next. */
export const chain = (...keys: readonly string[]) => keys.slice(1).map((to, index) => ({ from: keys[index]!, to }));
