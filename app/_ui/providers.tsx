'use client';
import { Tooltip } from '@base-ui/react/tooltip';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { Toasts } from './toast';

export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange>
      <Tooltip.Provider delay={400}>{children}</Tooltip.Provider>
      <Toasts />
    </ThemeProvider>
  );
}
