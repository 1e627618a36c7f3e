import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const target = join(folder, 'registry.generated.ts');

const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => /^[^/]+\/[^/]+\.(node|trigger)\.ts$/.test(file))
  .sort()
  .map((file, index) => ({
    alias: `node${index}`,
    path: file, // with its ending: Node takes `x.node` for a compiled add-on
    type: file.replace('/', '.').replace(/\.(node|trigger)\.ts$/, ''),
  }));

const text = [
  '// Written by build-registry.ts from the folders beside it. Not in git; do not edit.',
  "import type { NodeDefinition } from './define-node';",
  ...entries.map(({ alias, path }) => `import { node as ${alias} } from './${path}';`),
  '',
  '// Each node has params of its own; the registry holds them all as the general kind.',
  'export const nodeTypes = {',
  ...entries.map(({ alias, type }) => `  '${type}': ${alias},`),
  '} as unknown as Readonly<Record<string, NodeDefinition>>;',
  '',
].join('\n');

// An unchanged registry keeps its time, so that a build which is still good is not made again.
if (readOr(target, '') !== text) writeFileSync(target, text);

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
