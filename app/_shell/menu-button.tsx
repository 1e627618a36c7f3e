'use client';
import Menu from 'lucide-react/icons/menu';
import { texts } from '../_ui/texts';

/** Opens the drawer; only where the sidebar does not fit. */
export function MenuButton({ open, onClick }: { open: boolean; onClick(): void }) {
  return (
    <button
      type="button"
      aria-label={texts.nav.open}
      aria-expanded={open}
      onClick={onClick}
      className="fixed top-1.5 left-2 z-20 flex size-9 items-center justify-center rounded-md text-muted hover:bg-hover md:hidden"
    >
      <Menu size={18} />
    </button>
  );
}
