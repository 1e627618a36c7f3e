import { AppError } from '@/engine/errors';
import type { Command } from './command';
import { findInstance } from './instance';
import { homeFolder, prepare } from './prepare';

export const command: Command = {
  summary: 'prints a new sign-in address',
  async run(args) {
    const running = findInstance(homeFolder());
    if (!running) throw new AppError('host.not_running', {});
    const { serviceUrl } = await prepare();
    const url = await createAddress({ serviceUrl, url: running.url });
    console.log(args.includes('--json') ? JSON.stringify({ url }) : url);
    return 0;
  },
};

/** An address that signs the local owner in, once; with Supabase people have accounts there, and sign in by them. */
export async function createAddress({ serviceUrl, url }: { serviceUrl: string; url: string }): Promise<string> {
  if (process.env.SUPABASE_URL) return `${url}/signin`;
  const { createLink } = await import('@/database/local-auth');
  const token = await createLink({ serviceUrl });
  return `${url}/auth/link?token=${encodeURIComponent(token)}`;
}
