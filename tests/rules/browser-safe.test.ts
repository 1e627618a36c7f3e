import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = ['engine/workflow', 'engine/diagram'].flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map(file => join(folder, file)),
);

describe('the workflow core', () => {
  it.each(sources)('%s runs in a browser: it imports nothing of Node', path => {
    const names = [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
      match => match[1]!,
    );

    expect(names.filter(name => name.startsWith('node:') || builtinModules.includes(name))).toEqual([]);
    expect(readFileSync(path, 'utf8')).not.toMatch(/\b(?:process\.|Buffer\.|__dirname|require\()/);
  });
});
