'use client';
import Link, { useLinkStatus } from 'next/link';
import type { ReactNode } from 'react';
import { cx } from '../_ui/cx';

interface Props {
  href: string;
  label: string;
  icon?: ReactNode;
  folded?: boolean;
  here: boolean;
  onGo(): void;
}

export function NavLink({ href, label, icon, folded, here, onGo }: Props) {
  return (
    <Link
      href={href}
      onClick={onGo}
      title={label}
      aria-label={label}
      aria-current={here ? 'page' : undefined}
      className={cx(
        'flex h-8 min-w-0 items-center gap-2 rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-text',
        folded ? 'justify-center' : 'px-2',
        here && 'bg-hover font-medium text-text',
      )}
    >
      {icon}
      {!folded && <Label text={label} />}
    </Link>
  );
}

/** Fades while its page is on its way: the one before stays until then. */
function Label({ text }: { text: string }) {
  const { pending } = useLinkStatus();
  return <span className={cx('min-w-0 flex-1 truncate', pending && 'animate-pulse')}>{text}</span>;
}
