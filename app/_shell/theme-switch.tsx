'use client';
import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';
import { useTheme } from 'next-themes';
import { cx } from '../_ui/cx';
import { texts } from '../_ui/texts';
import { useMounted } from './use-mounted';

const icons = { light: Sun, dark: Moon, system: Monitor } as const;
const next = { light: 'dark', dark: 'system', system: 'light' } as const;

/** Light, dark, or as the system: one button that goes round. */
export function ThemeSwitch({ folded }: { folded: boolean }) {
  const { theme, setTheme } = useTheme();
  const mounted = useMounted(); // the server does not know what this browser chose
  const now = mounted && theme && theme in icons ? (theme as keyof typeof icons) : 'system';
  const Icon = icons[now];
  const name = texts.nav.theme[now] ?? now;
  return (
    <button
      type="button"
      onClick={() => setTheme(next[now])}
      title={texts.nav.themeLabel(name)}
      aria-label={texts.nav.themeLabel(name)}
      className={cx(
        'flex h-8 items-center gap-2 rounded-md text-muted hover:bg-hover hover:text-text',
        folded ? 'justify-center' : 'px-2',
      )}
    >
      <Icon size={16} />
      {!folded && <span>{name}</span>}
    </button>
  );
}
