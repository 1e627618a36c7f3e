'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '../../_ui/cx';
import { texts } from '../../_ui/texts';

const places = [
  { href: '/settings/models', label: texts.settings.models },
  { href: '/settings/credentials', label: texts.credential.title },
  { href: '/settings/teams', label: texts.team.title },
  { href: '/settings/usage', label: texts.usage.title },
  { href: '/settings/account', label: texts.account.title },
];

export function SettingsTabs() {
  const path = usePathname();
  return (
    <nav aria-label={texts.settings.title} className="flex shrink-0 gap-1 overflow-x-auto border-line border-b px-3">
      {places.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={path.startsWith(href) ? 'page' : undefined}
          className={cx(
            '-mb-px border-b-2 px-2 py-2 text-[13px]',
            path.startsWith(href) ? 'border-accent font-medium' : 'border-transparent text-muted hover:text-text',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
