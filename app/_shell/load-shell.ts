import { cookies } from 'next/headers';
import type { ShellFacts } from './shell-facts';

/** What the sidebar and the palette list, or null when nobody is signed in. */
export async function findShellFacts(): Promise<ShellFacts | null> {
  await cookies();
  return { conversations: [], workflows: [], tables: [] };
}
