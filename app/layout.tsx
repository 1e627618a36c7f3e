import '@fontsource-variable/geist/wght.css';
import '@fontsource-variable/geist-mono/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { findShellFacts } from './_shell/load-shell';
import { Shell } from './_shell/shell';
import { Providers } from './_ui/providers';
import { texts } from './_ui/texts';

export const metadata: Metadata = { title: { default: texts.product, template: `%s · ${texts.product}` } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

/** Whoever is not signed in sees the page alone: the sidebar would hold nothing. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const facts = await findShellFacts();
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <Providers>{facts ? <Shell facts={facts}>{children}</Shell> : children}</Providers>
      </body>
    </html>
  );
}
