'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import type { Found } from '@/database/search';
import { SearchField } from '../../_ui/search-field';
import { texts } from '../../_ui/texts';
import { searchEverything } from '../_actions/search-everything';

const words = texts.home;
const pauseMs = 150;

const hrefOf = ({ kind, id, workflowId }: Found) => {
  switch (kind) {
    case 'workflow':
    case 'step':
      return `/workflows/${workflowId}`;
    case 'conversation':
      return `/chat/${id}`;
    case 'template':
      return `/templates/${id}`;
    case 'table':
      return `/tables/${id}`;
  }
};

/** Finds in everything the person has. While something is sought, the results stand in place of the list. */
export function SearchBox({ children }: { children: React.ReactNode }) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<{ query: string; results: readonly Found[] } | null>(null);
  const wanted = query.trim();
  useEffect(() => {
    if (!wanted) return setFound(null);
    let current = true;
    // What is still being typed is not asked for.
    const timer = setTimeout(() => {
      void searchEverything({ query: wanted })
        .then(result => current && setFound({ query: wanted, results: 'value' in result ? result.value : [] }))
        .catch(() => current && setFound({ query: wanted, results: [] }));
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted]);
  return (
    <>
      <div className="relative mx-4 mt-3">
        <SearchField label={words.search} placeholder={words.searchHint} value={query} onChange={setQuery} />
      </div>
      {found && wanted ? <Results {...found} /> : children}
    </>
  );
}

function Results({ query, results }: { query: string; results: readonly Found[] }) {
  return (
    <section aria-live="polite" className="p-4">
      {results.length === 0 && <p className="text-muted">{words.nothing(query)}</p>}
      <ul className="flex flex-col">
        {results.map(result => (
          <li key={`${result.kind} ${result.id}`}>
            <Link
              href={hrefOf(result)}
              className="flex min-w-0 items-baseline gap-3 rounded-md px-2 py-1.5 hover:bg-hover"
            >
              <span className="w-24 shrink-0 text-[13px] text-muted">{words.kinds[result.kind]}</span>
              <span className="min-w-0 shrink truncate font-medium" title={result.title}>
                {result.title}
              </span>
              <span className="min-w-0 flex-1 truncate text-[13px] text-muted">
                {result.kind === 'step' ? words.stepIn(result.detail) : result.detail}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
