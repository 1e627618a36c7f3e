'use client';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { cx } from '../_ui/cx';
import { texts } from '../_ui/texts';
import { MenuButton } from './menu-button';
import type { ShellFacts } from './shell-facts';
import { Sidebar } from './sidebar';
import { useFlag } from './use-flag';
import { useShortcut } from './use-shortcut';

/** Loaded when it is first asked for. */
const Palette = dynamic(() => import('./palette').then(module => module.Palette));

/** The frame: sidebar at the left (a drawer on a phone), the page in the rest. */
export function Shell({ facts, children }: { facts: ShellFacts; children: ReactNode }) {
  const [folded, setFolded] = useFlag('parley.folded');
  const [drawer, setDrawer] = useState(false);
  const [palette, setPalette] = useState<boolean | null>(null); // null: not asked for yet
  useShortcut('mod+k', () => setPalette(open => !open));
  useShortcut('mod+b', () => setFolded(!folded));
  useShortcut('Escape', () => setDrawer(false));

  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#main"
        className="sr-only rounded-md bg-text px-3 py-2 text-surface focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {texts.skip}
      </a>
      <MenuButton open={drawer} onClick={() => setDrawer(!drawer)} />
      {drawer && (
        <button
          type="button"
          aria-label={texts.close}
          className="fixed inset-0 z-30 bg-black/30 md:hidden"
          onClick={() => setDrawer(false)}
        />
      )}
      <aside
        className={cx(
          'fixed inset-y-0 left-0 z-30 w-64 border-line border-r bg-sunken md:static md:block md:shrink-0',
          drawer ? 'block' : 'hidden',
          folded ? 'md:w-14' : 'md:w-60',
        )}
      >
        <Sidebar
          facts={facts}
          folded={folded && !drawer}
          onFold={() => setFolded(!folded)}
          onSearch={() => setPalette(true)}
          onGo={() => setDrawer(false)}
        />
      </aside>
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
      {palette !== null && <Palette open={palette} onOpenChange={setPalette} facts={facts} />}
    </div>
  );
}
