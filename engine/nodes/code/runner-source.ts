/**
 * What runs first inside the isolate, before anything a person wrote: it keeps what it needs of the language for
 * itself, makes time and chance the same at every repeat, and lets text alone go in and out.
 */
const prelude = `
(() => {
  'use strict';
  const { parse, stringify } = JSON;
  const { String: toText, Error: Failure, Array: List } = globalThis;
  const isList = List.isArray;
  const push = (list, value) => { list[list.length] = value; };
  const given = parse(globalThis.__given);
  delete globalThis.__given;
  const lines = [];
  let size = 0;
  let full = false;
  const show = value => {
    if (typeof value === 'string') return value;
    if (value instanceof Failure) return toText(value.stack || value);
    try { const text = stringify(value); return text === undefined ? toText(value) : text; } catch { return toText(value); }
  };
  const print = level => (...values) => {
    let text = '';
    for (let index = 0; index < values.length; index += 1) text += (index > 0 ? ' ' : '') + show(values[index]);
    if (full) return;
    if (lines.length >= 200 || size > 50000) {
      full = true;
      return void push(lines, { level: 'warn', text: 'More was printed than is kept. It is left out.' });
    }
    if (text.length > 2000) text = text.slice(0, 2000) + '…';
    size += text.length;
    push(lines, { level, text });
  };
  const start = given.now;
  const RealDate = Date;
  class FixedDate extends RealDate {
    constructor(...values) { if (values.length === 0) super(start); else super(...values); }
    static now() { return start; }
  }
  let state = given.seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  define('console', { log: print('log'), info: print('info'), debug: print('debug'), warn: print('warn'), error: print('error') });
  define('Date', FixedDate);
  Math.random = random;
  // Nothing here may wait for another thread, nor look at memory by the clock of one.
  for (const name of ['SharedArrayBuffer', 'Atomics', 'WebAssembly']) delete globalThis[name];
  const place = error => {
    const found = /code\\.js:(\\d+)/.exec(toText((error && error.stack) || ''));
    return found ? +found[1] : null;
  };
  const failed = error => stringify({
    error: { name: toText((error && error.name) || 'Error').slice(0, 60), message: toText((error && error.message) || error).slice(0, 2000), line: place(error) },
    lines,
  });
  return async run => {
    try {
      const { items, mode } = given;
      let value;
      if (mode === 'each') {
        value = [];
        for (let index = 0; index < items.length; index += 1) push(value, await run(items, items[index], index));
      } else value = await run(items, items[0] || {}, 0);
      const text = stringify({ value: value === undefined ? null : value, lines });
      return typeof text === 'string' ? text : failed(new Failure('What the code gave cannot be kept'));
    } catch (error) {
      try { return failed(error); } catch { return '{"error":{"name":"Error","message":"It threw something that cannot be shown","line":null},"lines":[]}'; }
    }
  };
})()
`;

/**
 * The program of the child process, given to Node as text: it reads one request, runs it in an isolate and writes one
 * answer. It hands the isolate no function and no object of its own, since a way out begins with one.
 */
export const runnerSource = `
const ivm = require(process.argv[1]);
let text = '';
process.stdin.setEncoding('utf8').on('data', part => { text += part; }).on('end', () => {
  const request = JSON.parse(text);
  const write = answer => process.stdout.write(answer, () => process.exit(0));
  main(request, late => setTimeout(() => write('{"limit":"time"}'), late)).then(write);
});
async function main({ code, given, memoryMb, timeoutMs }, endAfter) {
  const isolate = new ivm.Isolate({ memoryLimit: memoryMb, onCatastrophicError: () => process.exit(70) });
  try {
    const context = await isolate.createContext();
    await context.global.set('__given', given);
    const prelude = await isolate.compileScript(${JSON.stringify(prelude)}, { filename: 'prelude.js' });
    const start = await prelude.run(context, { timeout: 5000, reference: true });
    let run;
    try {
      const script = await isolate.compileScript('(async (items, item, index) => {\\n' + code + '\\n})', { filename: 'code.js', lineOffset: -1 });
      run = await script.run(context, { timeout: timeoutMs, reference: true });
    } catch (error) {
      const found = /\\[code\\.js:(\\d+)/.exec(String(error.message));
      return JSON.stringify({ error: { name: error.name, message: String(error.message).replace(/ \\[code\\.js:.*$/, ''), line: found ? +found[1] : null }, lines: [] });
    }
    endAfter(timeoutMs + 250); // a promise that nobody keeps is no loop that the engine would stop
    const answer = await start.apply(undefined, [run.derefInto()], { timeout: timeoutMs, result: { promise: true, copy: true } });
    return typeof answer === 'string' ? answer : JSON.stringify({ limit: 'size' });
  } catch (error) {
    const message = String(error && error.message);
    if (/timed out/i.test(message)) return JSON.stringify({ limit: 'time' });
    if (/memory|disposed|allocation/i.test(message)) return JSON.stringify({ limit: 'memory' });
    return JSON.stringify({ error: { name: 'Error', message, line: null }, lines: [] });
  }
}
`;
