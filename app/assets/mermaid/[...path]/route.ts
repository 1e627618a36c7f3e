import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const served = /^\d[\w.-]*\/(mermaid\.esm\.min\.mjs|chunks\/mermaid\.esm\.min\/[\w-]+\.mjs)$/;

/**
 * mermaid as it comes from npm, which is bundled already: bundling its thirty kinds of diagram again took most of our
 * build. The version stands in the address, so a browser keeps each file for good.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const path = (await params).path.join('/');
  const file = served.exec(path)?.[1];
  const body = file && (await readFile(join(process.cwd(), 'node_modules/mermaid/dist', file)).catch(() => null));
  if (!body) return new Response(null, { status: 404 });
  const headers = { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=31536000, immutable' };
  return new Response(new Uint8Array(body), { headers });
}
