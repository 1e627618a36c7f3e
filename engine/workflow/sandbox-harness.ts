/**
 * What runs inside QuickJS before any script does: it takes away what scripts must not have, fixes time and chance,
 * freezes the language's own objects, and offers `run` (evaluates a batch) and `drain` (gives what is finished, also
 * after an interruption). Plain JavaScript as text, because it lives in another engine.
 */
export const harness = String.raw`
((tick) => {
  'use strict';
  const { parse, stringify } = JSON;
  const { freeze, isFrozen, getOwnPropertyNames, getOwnPropertyDescriptor, getPrototypeOf, defineProperty, keys } = Object;
  const { isArray } = Array;
  const { ownKeys, construct, apply } = Reflect;
  const world = globalThis;
  const toText = String;
  const compileText = world.eval;
  const RealDate = Date;

  let nowMs = 0;
  let chance = 1;
  let reads = [];
  let done = [];
  let batch = null;
  const compiled = new Map();

  function FixedDate(...parts) {
    if (!new.target) return new RealDate(nowMs).toUTCString();
    if (parts.length === 0) return new RealDate(nowMs);
    if (parts.length > 1) return new RealDate(apply(RealDate.UTC, null, parts));
    const [only] = parts;
    const zoneless = typeof only === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(only);
    return new RealDate(zoneless ? only.replace(' ', 'T') + 'Z' : only);
  }
  FixedDate.prototype = RealDate.prototype;
  FixedDate.now = () => nowMs;
  FixedDate.UTC = RealDate.UTC;
  FixedDate.parse = text => new FixedDate(toText(text)).getTime();
  RealDate.prototype.constructor = FixedDate;
  for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    RealDate.prototype['get' + part] = RealDate.prototype['getUTC' + part];
    if (part !== 'Day') RealDate.prototype['set' + part] = RealDate.prototype['setUTC' + part];
  }
  RealDate.prototype.getTimezoneOffset = () => 0;
  RealDate.prototype.toString = RealDate.prototype.toUTCString;

  // 'now' is text; where somebody treats it as a date, it answers like one.
  for (const name of getOwnPropertyNames(RealDate.prototype)) {
    if (!/^(get|to(ISO|UTC|Date|Time|LocaleDate|LocaleTime))/.test(name) || name in String.prototype) continue;
    const value = function (...parts) { return new RealDate(toText(this))[name](...parts); };
    defineProperty(String.prototype, name, { value, enumerable: false });
  }

  Math.random = () => {
    chance = (chance + 0x6d2b79f5) | 0;
    let mixed = Math.imul(chance ^ (chance >>> 15), 1 | chance);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };

  const refuse = function () { throw new TypeError('code cannot be made from text here'); };
  for (const maker of [() => {}, function* () {}, async () => {}, async function* () {}]) {
    const prototype = getPrototypeOf(maker);
    defineProperty(prototype, 'constructor', { value: refuse, writable: false, configurable: false });
  }
  const allowed = new Set(['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError',
    'AggregateError', 'Array', 'Object', 'Iterator', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'decodeURI',
    'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'Infinity', 'NaN', 'undefined', 'Number', 'Boolean',
    'String', 'Math', 'Symbol', 'Date', 'RegExp', 'JSON', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'BigInt', 'Reflect']);
  world.Date = FixedDate;
  for (const name of getOwnPropertyNames(world)) if (!allowed.has(name)) {
    if (!Reflect.deleteProperty(world, name)) throw new Error('cannot take away ' + name);
  }

  const seen = new Set();
  const lock = value => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) return;
    seen.add(value);
    freeze(value);
    lock(getPrototypeOf(value));
    for (const key of ownKeys(value)) {
      const { value: inner, get, set } = getOwnPropertyDescriptor(value, key);
      lock(inner); lock(get); lock(set);
    }
  };
  for (const maker of [() => {}, function* () {}, async () => {}, async function* () {}, [][Symbol.iterator](),
    ''[Symbol.iterator](), new Map().entries(), new Set().values(), 'a'.matchAll(/a/g)]) lock(getPrototypeOf(maker));
  lock(world);

  const freezeDeep = value => {
    if (value === null || typeof value !== 'object' || isFrozen(value)) return value;
    freeze(value);
    if (isArray(value)) for (let at = 0; at < value.length; at += 1) freezeDeep(value[at]);
    else for (const key of keys(value)) freezeDeep(value[key]);
    return value;
  };
  const copy = value => {
    if (value === null || typeof value !== 'object') return value;
    if (isArray(value)) return value.map(copy);
    const made = {};
    for (const key of keys(value)) defineProperty(made, key, { value: copy(value[key]), writable: true, enumerable: true, configurable: true });
    return made;
  };
  const noteRead = trap => () => { if (reads.length < 50) reads.push(trap); return undefined; };
  const setTrap = (root, segments, trap) => {
    let parent = root;
    for (let at = 0; at < segments.length - 1; at += 1) parent = parent[segments[at]];
    defineProperty(parent, segments[segments.length - 1], { get: noteRead(trap), enumerable: false, configurable: true });
  };

  const bind = (scope, valueAt, listOf) => {
    const nodes = {};
    for (const key of keys(scope.nodes)) {
      const { absent, item, items, lost } = scope.nodes[key];
      if (absent !== undefined) { defineProperty(nodes, key, { get: noteRead(absent) }); continue; }
      const node = {};
      if (lost !== undefined) defineProperty(node, 'item', { get: noteRead(lost) });
      else if (item !== undefined) node.item = valueAt(item);
      if (items !== undefined) node.items = listOf(key);
      nodes[key] = node;
    }
    return [
      scope.item === undefined ? {} : valueAt(scope.item), nodes,
      scope.trigger === undefined ? undefined : valueAt(scope.trigger),
      batch.now, batch.workflow, batch.execution,
    ];
  };

  const compile = source => {
    let made = compiled.get(source);
    if (!made) {
      if (compiled.size > 500) compiled.clear();
      made = compileText('(function (item, nodes, trigger, now, workflow, execution) { "use strict"; return (\n' + source + '\n); })');
      compiled.set(source, made);
    }
    return made;
  };

  class Unfit { constructor(what) { this.what = what; } }
  const fitting = (_key, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Unfit('not a number');
    if (typeof value === 'function') throw new Unfit('a function');
    if (typeof value === 'symbol') throw new Unfit('a symbol');
    if (typeof value === 'bigint') throw new Unfit('a big integer');
    if (value === null || typeof value !== 'object' || isArray(value)) return value;
    const prototype = getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return value;
    if (prototype === String.prototype || prototype === Number.prototype || prototype === Boolean.prototype) return value;
    throw new Unfit('a ' + toText(prototype.constructor?.name ?? 'special object'));
  };
  const asJson = value => {
    if (typeof value === 'string') return stringify(value);
    try {
      return stringify(value, fitting);
    } catch (error) {
      if (error instanceof Unfit) throw error;
      if (error instanceof TypeError) throw new Unfit('an object that contains itself');
      throw error;
    }
  };

  const words = error => {
    try {
      if (error instanceof Error) return [toText(error.name), toText(error.message).slice(0, 300)];
      return ['Thrown', toText(error).slice(0, 300)];
    } catch { return ['Thrown', 'something that cannot be shown']; }
  };

  const attempt = (source, values, seed) => {
    reads = [];
    chance = seed;
    let script;
    try {
      script = compile(source);
    } catch (error) {
      return { text: '{"s":' + stringify(words(error)[1]) };
    }
    try {
      const value = apply(script, undefined, values);
      if (value === undefined) return { text: '{"u":1' };
      if (value instanceof RealDate && Number.isNaN(value.getTime())) throw new Unfit('an invalid date');
      const json = asJson(value);
      if (json === undefined) return { text: '{"u":1' };
      return json.length > batch.resultSize ? { text: '{"l":"size"' } : { text: '{"v":' + json };
    } catch (error) {
      if (error instanceof Unfit) return { text: '{"p":' + stringify(error.what) };
      const [name, message] = words(error);
      if (name === 'InternalError') return { text: '{"l":"memory"' };
      return { text: '{"e":' + stringify(name) + ',"m":' + stringify(message), again: error instanceof TypeError };
    }
  };
  const outcome = (source, scope, seed) => {
    let result = attempt(source, scope.bound, seed);
    if (result.again) {
      // Shared values are frozen; a script that sorts in place gets copies of its own.
      const fresh = at => trapped(copy(batch.values[at]), at);
      result = attempt(source, bind(scope, fresh, key => batch.lists[key].map(fresh)), seed);
    }
    return result.text + ',"r":[' + reads.join(',') + ']}';
  };
  const trapped = (value, at) => {
    for (const { path, id } of batch.traps[at] ?? []) setTrap(value, path, id);
    return value;
  };

  const run = text => {
    batch = parse(text);
    done = [];
    nowMs = new RealDate(batch.now).getTime();
    batch.values.forEach((value, at) => freezeDeep(trapped(value, at)));
    const shared = {};
    for (const key of keys(batch.lists)) shared[key] = freeze(batch.lists[key].map(at => batch.values[at]));
    for (const [index, scope] of batch.scopes.entries()) {
      tick();
      scope.bound = bind(scope, at => batch.values[at], key => shared[key]);
      const outcomes = batch.scripts.map((source, at) =>
        scope.skip.includes(at) ? 'null' : outcome(source, scope, (batch.seeds[index] ^ batch.salts[at]) | 0));
      scope.bound = null;
      done.push('[' + outcomes.join(',') + ']');
    }
  };
  const drain = () => {
    const text = '[' + done.join(',') + ']';
    batch = null;
    done = [];
    reads = [];
    return text;
  };
  return { run, drain };
})
`;
