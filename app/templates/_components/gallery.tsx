'use client';
import { useDeferredValue, useState } from 'react';
import { findTemplates } from '@/engine/templates/find-templates';
import { cx } from '../../_ui/cx';
import { Empty } from '../../_ui/empty';
import { SearchField } from '../../_ui/search-field';
import { texts } from '../../_ui/texts';
import { GalleryCard } from './gallery-card';
import type { GalleryTemplate } from './gallery-template';

const words = texts.template;

/** All templates, by category and by words. */
export function Gallery({ templates }: { templates: readonly GalleryTemplate[] }) {
  const [query, setQuery] = useState('');
  const [category, setCategory] = useState<string>(words.all);
  const wanted = useDeferredValue(query);
  const categories = [words.all, ...new Set(templates.map(template => categoryOf(template)))];
  const inCategory = templates.filter(template => category === words.all || categoryOf(template) === category);
  const shown = wanted.trim() ? searched(inCategory, wanted) : inCategory;

  if (templates.length === 0) return <Empty title={words.emptyTitle}>{words.emptyText}</Empty>;
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center gap-3">
        <div className="relative min-w-0 flex-1 basis-64">
          <SearchField label={words.search} placeholder={words.searchHint} value={query} onChange={setQuery} />
        </div>
        <fieldset className="flex flex-wrap gap-1">
          <legend className="sr-only">{words.category}</legend>
          {categories.map(name => (
            <button
              key={name}
              type="button"
              aria-pressed={name === category}
              onClick={() => setCategory(name)}
              className={cx(
                'h-7 rounded-md border px-2 text-[13px]',
                name === category
                  ? 'border-line-strong bg-hover text-text'
                  : 'border-transparent text-muted hover:bg-hover hover:text-text',
              )}
            >
              {name}
            </button>
          ))}
        </fieldset>
      </div>
      <p aria-live="polite" className="text-[13px] text-muted">
        {shown.length === 0 ? words.nothing(query.trim()) : words.count(shown.length)}
      </p>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map(template => (
          <li key={template.id} className="flex min-w-0">
            <GalleryCard template={template} />
          </li>
        ))}
      </ul>
    </div>
  );
}

const categoryOf = ({ isOwn, category }: GalleryTemplate) => (isOwn ? words.own : category);

/** By meaning first; what only holds the letters, as while a word is being typed, comes after. */
function searched(templates: readonly GalleryTemplate[], query: string): GalleryTemplate[] {
  const found = findTemplates(templates, query).filter(({ fit }) => fit > 0.3);
  const ids = new Set(found.map(({ id }) => id));
  const letters = query.trim().toLowerCase();
  const holds = ({ name, description, category }: GalleryTemplate) =>
    `${name} ${description} ${category}`.toLowerCase().includes(letters);
  return [...found, ...templates.filter(template => !ids.has(template.id) && holds(template))];
}
