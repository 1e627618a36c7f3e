'use client';
import Link from 'next/link';
import { Button } from '../../_ui/button';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import type { GalleryTemplate } from './gallery-template';
import { useStart } from './use-start';

const words = texts.template;

/** What it does in a sentence; one button makes it, the rest of the card shows more. */
export function GalleryCard({ template }: { template: GalleryTemplate }) {
  const { id, name, description, category, steps, problem, usageCount } = template;
  const [working, start] = useStart();
  return (
    <article className="relative flex min-w-0 flex-1 flex-col gap-2 rounded-lg border border-line bg-raised p-3 hover:border-line-strong">
      <h2 className="min-w-0 break-words font-medium">
        <Link href={`/templates/${id}`} className="after:absolute after:inset-0">
          {name}
        </Link>
      </h2>
      <p className="min-w-0 flex-1 break-words text-[13px] text-muted">{description}</p>
      {problem && <Notice tone="failed">{problem}</Notice>}
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-faint text-xs">
          {category} · {texts.steps(steps)} · {words.used(usageCount)}
        </span>
        {!problem && (
          <Button
            size="small"
            className="relative z-10"
            aria-label={`${words.use}: ${name}`}
            disabled={working}
            onClick={() => start(id)}
          >
            {working ? words.using : words.use}
          </Button>
        )}
      </div>
    </article>
  );
}
