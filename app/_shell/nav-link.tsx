'use client';
import Link from 'next/link';
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
      {!folded && <span className="min-w-0 flex-1 truncate">{label}</span>}
    </Link>
  );
}
