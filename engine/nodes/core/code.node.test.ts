import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { AppError } from '@/engine/errors';
import { givenItems } from '@/engine/workflow/ports';
import type { Item, Workflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import { callNode } from '@/tests/support/call-node';
import { flow, step } from '@/tests/support/flow';
import { serve } from '@/tests/support/loopback-server';
import { confinedCommand, hasOwnNetwork, isolatePath } from '../code/confinement';
import { nodeTypes } from '../registry.generated';

const node = nodeTypes['core.code']!;
const empty = {} as NodeJS.ProcessEnv;

const run = (code: string, { items = [{}], ...params }: { items?: Item[] } & Record<string, unknown> = {}) =>
  callNode(node, { params: { code, ...params }, items });
const value = async (code: string, more: { items?: Item[] } & Record<string, unknown> = {}) =>
  (await run(code, more)).next;
const failure = (code: string, more: Record<string, unknown> = {}): Promise<AppError> =>
  run(code, more).then(
    () => expect.fail('it did not fail'),
    error => error,
  );

describe('Code', () => {
  it('works over all items, or over each, and takes one result, several or none', async () => {
    const items = [{ n: 1 }, { n: 2 }, { n: 3 }];
    expect(await value('return items.filter(({ n }) => n > 1);', { items })).toEqual([{ n: 2 }, { n: 3 }]);
    expect(await value('return { sum: items.reduce((sum, { n }) => sum + n, 0) };', { items })).toEqual([{ sum: 6 }]);
    expect(await value('items.length = 0;', { items })).toEqual([]);
    const each = 'if (item.n === 2) return; return item.n === 3 ? [{ a: index }, { b: index }] : { ...item, index };';
    expect(await value(each, { items, mode: 'each' })).toEqual([{ n: 1, index: 0 }, { a: 2 }, { b: 2 }]);
    expect(items).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  it('may wait for its own promises, and use what the language has', async () => {
    const code = `
      const words = await Promise.all(items.map(async ({ text }) => [...text.matchAll(/\\p{L}+/gu)].map(([word]) => word)));
      return Object.entries(Object.groupBy(words.flat(), word => word.length)).map(([size, list]) => ({ size: +size, list }));`;
    expect(await value(code, { items: [{ text: 'ein Weg, über' }] })).toEqual([
      { size: 3, list: ['ein', 'Weg'] },
      { size: 4, list: ['über'] },
    ]);
  });

  it('knows the time of the run, and the same chance at every repeat', async () => {
    const code =
      'return { now: new Date().toISOString(), ms: Date.now(), zero: new Date(0).getTime(), chance: Math.random() };';
    const [first, second] = [await value(code), await value(code)];
    expect(first).toEqual(second);
    expect(first![0]).toMatchObject({ now: '2026-03-02T08:00:00.000Z', ms: 1772438400000, zero: 0 });
  });

  it('shows what it prints, and keeps it from the next step', async () => {
    const { next, console } = await run(
      'console.log("n is", items[0].n, { a: [1] }); console.warn(new Map()); return items;',
      { items: [{ n: 1 }] },
    );
    expect(next).toEqual([{ n: 1 }]);
    expect(console).toEqual([
      { level: 'log', text: 'n is 1 {"a":[1]}' },
      { level: 'warn', text: '{}' },
    ]);
    expect(givenItems({ next: next!, console: console! })).toEqual([{ n: 1 }]);
    const many = await run('for (let i = 0; i < 1e5; i += 1) console.log("x".repeat(5000)); return {};');
    expect(many.console!.length).toBeLessThanOrEqual(200);
    expect(many.console!.at(-1)).toEqual({ level: 'warn', text: 'More was printed than is kept. It is left out.' });
  });

  it('says at which line it stopped, with what it had printed', async () => {
    expect(await failure('const a = 1;\nconsole.log("before");\nitems[9].name;')).toMatchObject({
      code: 'code.failed',
      details: {
        line: 3,
        reason: expect.stringMatching(/^TypeError: Cannot read properties of undefined/),
        printed: ['before'],
      },
    });
    expect(await failure('const a = 1;\nconst b = ;\nreturn a;')).toMatchObject({
      details: { line: 2, reason: expect.stringMatching(/^SyntaxError: Unexpected token/) },
    });
    expect(await failure('throw new Error("No customer")')).toMatchObject({
      userMessage: 'The code stopped at line 1: No customer.',
    });
    expect(await failure('throw "plain"')).toMatchObject({ details: { reason: 'plain', line: null } });
    expect(await failure('return 3')).toMatchObject({ code: 'node.data_wrong', details: { param: 'code' } });
    expect(await failure('return [{ a: 1 }, "b"]')).toMatchObject({ code: 'node.data_wrong' });
    expect(await failure('return { a: 1n }')).toMatchObject({ details: { reason: expect.stringMatching(/BigInt/) } });
  });

  it('takes its code to the letter, braces and all', () => {
    const params = { code: 'const style = `{{ nobody.knows }}`; return {a:{b:`{{`}};' };
    const workflow: Workflow = flow(
      'start > code',
      step('start', { type: 'core.manual' }),
      step('code', { type: 'core.code', params }),
    );
    expect(validateWorkflow(workflow, nodeTypes).filter(({ nodeKey }) => nodeKey === 'code')).toEqual([]);
  });
});

describe('code that means harm', () => {
  it.each([
    ['process', 'return { found: typeof process }'],
    ['require', 'return { found: typeof require }'],
    ['fetch', 'return { found: typeof fetch }'],
    ['timers', 'return { found: typeof setTimeout }'],
    ['WebAssembly', 'return { found: typeof WebAssembly }'],
    ['shared memory', 'return { found: typeof SharedArrayBuffer }'],
    ['what the runner was given', 'return { found: typeof __given }'],
    [
      'process by a constructor',
      'return { found: (() => { try { return typeof this.constructor.constructor("return process")() } catch { return "undefined" } })() }',
    ],
    [
      'process by a function of ours',
      'return { found: (() => { try { return typeof console.log.constructor("return process")() } catch { return "undefined" } })() }',
    ],
    [
      'process by the caller',
      'return { found: (() => { try { return typeof (function f() { return f.caller.constructor("return process")() })() } catch { return "undefined" } })() }',
    ],
    [
      'process by the stack',
      'Error.prepareStackTrace = (_error, calls) => calls; const calls = new Error().stack; return { found: (() => { try { return typeof calls.at(-1).getThis().process } catch { return "undefined" } })() }',
    ],
  ])('finds no %s', async (_name, code) => {
    expect(await value(code)).toEqual([{ found: 'undefined' }]);
  });

  it('cannot load a module', async () => {
    expect(await failure('const fs = await import("node:fs"); return { fs };')).toMatchObject({ code: 'code.failed' });
    expect(await failure('import fs from "fs";')).toMatchObject({ details: { line: 1 } });
  });

  it('is stopped when it never ends: in a loop, in a promise, in an expression, or before it begins', async () => {
    const limits = { timeoutSeconds: 1 };
    const codes = [
      'for (;;) {}',
      'for (;;) await null;',
      '/^(a+)+$/.test("a".repeat(40) + "!")',
      'return { get a() { for (;;) {} } }',
    ];
    const failures = await Promise.all(codes.map(code => failure(code, limits)));
    expect(failures.map(({ code, details }) => [code, details])).toEqual(
      codes.map(() => ['code.limit', { limit: 'time', seconds: 1 }]),
    );
  });

  it('is stopped when it takes too much memory', { timeout: 60_000 }, async () => {
    const codes = [
      'const a = []; for (;;) a.push(new Array(1000).fill({ a: 1 }));',
      'const a = []; for (;;) a.push(new Uint8Array(1e8).fill(1));',
      'let a = "x"; for (;;) a += a;',
      'return { a: "x".repeat(5e7) + Math.random() }',
    ];
    for (const code of codes) {
      const { code: failed } = await failure(code, { memoryMb: 32, timeoutSeconds: 2 });
      expect(['code.limit', 'code.failed'], code).toContain(failed);
    }
  });

  it('harms only itself by rewriting the language', async () => {
    const codes = [
      'Object.prototype.polluted = true; return { a: 1 };',
      'Array.prototype.toJSON = () => "mine"; JSON.stringify = () => "mine"; return { a: 1 };',
      'Object.prototype.toJSON = function () { return 3 }; return { a: 1 };',
      'Promise.prototype.then = () => { throw new Error("mine") }; return { a: 1 };',
      'Object.defineProperty(Array.prototype, 0, { set() { throw new Error("mine") } }); return { a: 1 };',
      'globalThis.Array = null; globalThis.Error = null; return { a: 1 };',
      'return JSON.parse(`{"__proto__":{"polluted":true},"a":1}`);',
      'return new Proxy({ a: 1 }, { ownKeys() { throw new Error("mine") } });',
      'throw { get message() { throw 1 }, get stack() { throw 2 } };',
    ];
    for (const code of codes) {
      await run(code).catch(error =>
        expect(['code.failed', 'node.data_wrong', 'code.limit'], `${code} ${error.message}`).toContain(error.code),
      );
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    }
    expect(await value('return { a: 1 };')).toEqual([{ a: 1 }]);
  });

  it('ends with the run', async () => {
    const controller = new AbortController();
    const running = callNode(node, {
      params: { code: 'for (;;) {}', timeoutSeconds: 30 },
      items: [{}],
      signal: controller.signal,
    });
    controller.abort(new Error('the run was stopped'));
    await expect(running).rejects.toThrow('the run was stopped');
  });
});

/** What somebody could do who got out of the isolate: the same process, with a program of the attacker's. */
describe('the process around it', () => {
  const inside = async (program: string) => {
    const { file, arguments: given } = await confinedCommand(program);
    const { stdout } = await promisify(execFile)(file, given, { env: empty, cwd: '/', timeout: 20_000 });
    return stdout.trim();
  };
  const attempt = (expression: string) =>
    inside(
      `(async () => ${expression})().then(() => console.log('done'), error => console.log(error.code ?? error.cause?.code ?? error.name))`,
    );

  it('reads and writes no file, starts no program, no thread and no inspector, and has no environment', async () => {
    const answers = await Promise.all([
      attempt(`require('fs').readFileSync('/etc/passwd')`),
      attempt(`require('fs').readFileSync('${process.cwd()}/package.json')`),
      attempt(`require('fs').readdirSync('/')`),
      attempt(`require('fs').writeFileSync('/tmp/parley-escaped', 'x')`),
      attempt(`require('child_process').execSync('id')`),
      attempt(`new (require('worker_threads').Worker)('1', { eval: true })`),
      attempt(`require('inspector').open(0)`),
    ]);
    expect(answers).toEqual(answers.map(() => 'ERR_ACCESS_DENIED'));
    expect(await inside(`console.log(JSON.stringify(process.env), typeof require('${isolatePath()}').Isolate)`)).toBe(
      '{} function',
    );
  });

  it('reaches no network where the system can give it one of its own', async () => {
    if (!(await hasOwnNetwork())) return;
    let calls = 0;
    const { url } = await serve((_request, response) => {
      calls += 1;
      response.end('reached');
    });
    expect(await attempt(`fetch('${url}')`)).toMatch(/ECONNREFUSED|ENETUNREACH|TypeError/);
    expect(calls).toBe(0);
  });

  it('uses a version of the isolate without the known way out', () => {
    const { version } = JSON.parse(readFileSync('node_modules/isolated-vm/package.json', 'utf8')) as {
      version: string;
    };
    expect(version.localeCompare('7.0.1', 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
    expect(spawnSync(process.execPath, ['-e', ''], { env: empty }).status).toBe(0);
  });
});
