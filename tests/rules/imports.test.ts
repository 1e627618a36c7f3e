import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import whom. Adding an arrow here is a design decision, so it shows up in review. */
const mayImport: Record<string, readonly string[]> = {
  prompts: [],
  engine: [],
  database: ['engine'],
  tools: ['engine', 'database'],
  agent: ['engine', 'tools', 'prompts'],
  app: ['engine', 'database', 'agent', 'tools'], // tools only from app/cli and app/_server, which assemble
  evals: ['engine', 'database', 'tools', 'agent', 'prompts', 'tests', 'app'],
  tests: ['engine', 'database', 'tools', 'agent', 'prompts', 'app'],
};

const sources = Object.keys(mayImport).flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(ts|tsx|mjs)$/.test(file) && !/\.(test|generated)\.tsx?$/.test(file))
    .map(file => ({ folder, path: join(folder, file) })),
);

function importsOf(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)]
    .map(match => match[1]!)
    .map(name => (name.startsWith('.') ? join(dirname(path), name) : name.replace(/^@\//, '')));
}

describe.each(sources)('$path', ({ folder, path }) => {
  it('imports only what it may', () => {
    const folders = importsOf(path)
      .map(name => name.split('/')[0]!)
      .filter(name => name !== folder && name in mayImport);
    expect(folders.filter(other => !mayImport[folder]!.includes(other))).toEqual([]);
  });
});

describe("files with 'use client'", () => {
  const browserSafe =
    /^(engine\/(workflow|diagram)\/|engine\/run\/(node-execution|execution|run-state)|engine\/errors|engine\/templates\/find-templates)/;
  const client = sources.filter(({ path }) => /^['"]use client['"]/.test(readFileSync(path, 'utf8')));
  it.each(client)('$path reads only the browser-safe part of the engine', ({ path }) => {
    const typesRemoved = readFileSync(path, 'utf8').replace(/import type[^;]+;/g, '');
    const names = [...typesRemoved.matchAll(/from\s*'@\/([^']+)'/g)].map(match => match[1]!);
    expect(
      names.filter(name => /^(engine|database|agent|tools|prompts)\//.test(name) && !browserSafe.test(name)),
    ).toEqual([]);
  });
});
