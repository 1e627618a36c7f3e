import { describe, expect, it } from 'vitest';
import type { Item } from '@/engine/workflow/schema';
import { callNode } from '@/tests/support/call-node';
import { smallPdf } from '@/tests/support/small-pdf';
import { nodeTypes } from '../registry.generated';

const split = async (params: Record<string, unknown>, item: object = {}): Promise<Item[]> =>
  (await callNode(nodeTypes['core.split-text']!, { params, items: [item as Item] })).next!;
const texts = (items: readonly Item[]) => items.map(({ text }) => String(text));

describe('Split text', () => {
  it('breaks where paragraphs and sentences do, and repeats as much as it is told to', async () => {
    const paragraph = (word: string) => Array.from({ length: 12 }, (_, at) => `${word} ${at} is told here.`).join(' ');
    const body = ['Boats', 'Trains', 'Roads'].map(paragraph).join('\n\n');
    const plain = await split({ text: body, size: 300, overlap: 0 });
    expect(texts(plain).every(text => text.length <= 300)).toBe(true);
    expect(texts(plain).join(' ').replace(/\s+/g, ' ')).toContain('Trains 5 is told here');
    expect(plain.map(({ passage, of }) => [passage, of])).toEqual(plain.map((_, at) => [at + 1, plain.length]));

    const repeating = await split({ text: 'abcdefghij'.repeat(40), size: 100, overlap: 20 });
    expect(texts(repeating)[1]!.slice(0, 20)).toBe(texts(repeating)[0]!.slice(-20));
  });

  it('reads what a reader sees of a page, and the pages of a PDF', async () => {
    const html = {
      name: 'page.html',
      type: 'text/html',
      text: '<h1>Ports</h1><script>no()</script><p>Open &amp; free</p>',
    };
    expect(await split({ text: '{{ item.page }}' }, { page: html })).toEqual([
      { text: 'Ports\nOpen & free', passage: 1, of: 1, source: 'page.html' },
    ]);
    const pdf = {
      name: 'ports.pdf',
      type: 'application/pdf',
      base64: smallPdf(['Ports of the north']).toString('base64'),
    };
    expect(await split({ text: '{{ item.file }}' }, { file: pdf })).toMatchObject([
      { text: expect.stringContaining('Ports of the north'), source: 'ports.pdf', page: 1 },
    ]);
  });

  it('says what is wrong with a file, and gives nothing for nothing', async () => {
    const broken = {
      name: 'x.pdf',
      type: 'application/pdf',
      base64: Buffer.from('%PDF-1.4 nothing').toString('base64'),
    };
    await expect(split({ text: '{{ item.file }}' }, { file: broken })).rejects.toMatchObject({
      code: 'node.data_wrong',
    });
    await expect(split({ text: 'abc', size: 100, overlap: 100 })).rejects.toThrow();
    expect(await split({ text: '' })).toEqual([]);
  });
});
