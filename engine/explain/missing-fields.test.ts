import { describe, expect, it } from 'vitest';
import { hook, order, store } from './testing/orders';
import { explained, run, small } from './testing/run-small';

describe('a missing field', () => {
  it('is a near miss of one that is there, in every step that the item reaches', async () => {
    const workflow = small({
      start: hook,
      check: {
        type: 'if',
        params: { conditions: [{ left: '{{ item.body.ammount }}', operator: 'greater', right: 1 }] },
      },
      save: { ...store('{{ item.body.ammount }}'), after: 'check yes' },
    });
    const told = await explained(workflow, order({ amount: 120 }));

    expect(told.cause).toEqual({ class: 'missing_field', node: 'check', origin: 'start', confidence: 'certain' });
    expect(told.evidence[0]).toMatchObject({ node: 'start', path: 'outputs.next[0].body.amount', value: 120 });
    expect(told.fix!.summary).toEqual([
      'In *check*, use `item.body.amount` instead of `item.body.ammount`',
      'In *Save order*, use `item.body.amount` instead of `item.body.ammount`',
    ]);
    expect(told.proof).toBe('works');
  });

  it('stands in the body of a request', async () => {
    const told = await explained(small({ start: hook, save: store('{{ item.amount }}') }), order({ amount: 120 }));

    expect(told.sentence).toMatchInlineSnapshot(
      `"Step *Save order* needs \`amount\`. The item from *Order received* has \`body.amount\`. Use that instead?"`,
    );
    expect(told).toMatchObject({ cause: { class: 'missing_field', origin: 'start' }, proof: 'works' });
  });

  it('comes with others, here and further on, and all are put right at once', async () => {
    const fields = [
      { name: 'who', value: '{{ item.name }}' },
      { name: 'total', value: '{{ item.amount * 2 }}' },
    ];
    const workflow = small({
      start: hook,
      copy: { type: 'set', params: { fields } },
      save: store('{{ item.who }} {{ item.total }} {{ item.city }}'),
    });
    const told = await explained(workflow, order({ name: 'Ada', amount: 1, city: 'Bonn' }));

    expect(told).toMatchObject({ cause: { class: 'missing_field', node: 'copy' }, proof: 'works' });
    expect(told.fix!.summary).toHaveLength(3);
  });

  it('is found inside a script', async () => {
    const told = await explained(
      small({ start: hook, save: store('{{ item.body.custmer.mail.toLowerCase() }}') }),
      order({ customer: { mail: 'A@B' } }),
    );

    expect(told.fix!.changes).toMatchObject([
      { params: { values: [{ name: 'value', value: '{{ item.body.customer.mail.toLowerCase() }}' }] } },
    ]);
    expect(told.proof).toBe('works');
  });

  it('was dropped by a step on the way and is taken from where it was', async () => {
    const workflow = small({
      start: hook,
      shorten: { type: 'set', params: { fields: [{ name: 'city', value: '{{ item.body.city }}' }], keep: 'only' } },
      save: store('{{ item.body.email }}'),
    });
    const told = await explained(workflow, order({ city: 'Berlin', email: 'a@b' }));

    expect(told.cause).toMatchObject({ class: 'missing_field', node: 'save', origin: 'shorten', confidence: 'likely' });
    expect(JSON.stringify(told.fix!.changes)).toContain('{{ trigger.body.email }}');
    expect(told.proof).toBe('works');
  });

  it('gets a default when only some items lack it', async () => {
    const told = await explained(small({ start: { type: 'manual' }, save: store('{{ item.note }}') }), [
      { note: 'x', a: 1 },
      { a: 2 },
    ]);

    expect(JSON.stringify(told.fix!.changes)).toContain('{{ item.note ?? \\"\\" }}');
    expect(told.proof).toBe('works');
  });

  it('was renamed since an earlier run', async () => {
    const workflow = small({ start: { type: 'manual' }, save: store('{{ item.headline }}') });
    const earlier = [await run(workflow, [{ headline: 'Old', n: 1 }])];
    const told = await explained(workflow, [{ caption: 'New', n: 2 }], { earlier });

    expect(told).toMatchObject({ cause: { class: 'missing_field', confidence: 'likely' }, proof: 'works' });
    expect(JSON.stringify(told.fix!.changes)).toContain('{{ item.caption }}');
  });

  it('gets a default when an earlier run had it', async () => {
    const workflow = small({ start: { type: 'manual' }, save: store('{{ item.note }} of {{ item.who.name }}') });
    const earlier = [await run(workflow, [{ note: 'Old', who: { name: 'Ada' } }])];
    const told = await explained(workflow, [{ who: { name: 'Bob' } }], { earlier });

    expect(JSON.stringify(told.fix!.changes)).toContain('{{ item.note ?? \\"\\" }} of {{ item.who.name }}');
    expect(told.proof).toBe('works');
  });

  it('has no fix when nothing is near', async () => {
    const told = await explained(small({ start: hook, save: store('{{ item.body.colour }}') }), order({ amount: 1 }));

    expect(told).toMatchObject({ cause: { class: 'missing_field', origin: 'start' }, fix: null });
    expect(told.sentence).toMatchInlineSnapshot(
      `"Step *Save order* needs \`body.colour\`. The item from *Order received* has no such field; \`body\` has \`amount\`."`,
    );
  });

  it('may be a field to sort by, or a mistyped step', async () => {
    const sorted = await explained(
      small({ start: { type: 'manual' }, sort: { type: 'sort', params: { by: [{ field: 'amout' }] } } }),
      [{ amount: 2 }, { amount: 1 }],
    );
    const mistyped = await explained(
      small({
        start: { type: 'manual' },
        order: { type: 'limit', params: { count: 1 } },
        save: store('{{ nodes.ordr.item.a }}'),
      }),
      [{ a: 1 }],
    );

    expect(sorted).toMatchObject({ cause: { class: 'missing_field', node: 'sort', origin: 'start' }, proof: 'works' });
    expect(mistyped).toMatchObject({ cause: { class: 'missing_field', node: 'save' }, proof: 'works' });
  });
});

describe('a value of the wrong kind', () => {
  const over = (left: string) => ({
    type: 'filter',
    params: { conditions: [{ left, operator: 'greater', right: 100 }] },
  });

  it('is a number with its currency', async () => {
    const workflow = small({ start: hook, big: over('{{ item.body.amount }}'), save: store('x') });
    const told = await explained(workflow, order({ amount: '120,50 EUR' }));

    expect(told.cause).toEqual({ class: 'wrong_type', node: 'big', origin: 'start', confidence: 'certain' });
    expect(told.evidence[0]).toMatchObject({ path: 'outputs.next[0].body.amount', value: '120,50 EUR' });
    expect(told.proof).toBe('works');
  });

  it('is traced through the step that copied it', async () => {
    const copy = {
      type: 'set',
      params: { fields: [{ name: 'total', value: '{{ item.body.amount }}' }], keep: 'only' },
    };
    const told = await explained(
      small({ start: hook, copy, big: over('{{ item.total }}') }),
      order({ amount: 'much' }),
    );

    expect(told).toMatchObject({ cause: { class: 'wrong_type', node: 'big', origin: 'start' }, fix: null });
  });

  it('is nothing at all', async () => {
    const told = await explained(small({ start: hook, big: over('{{ item.body.amount }}') }), order({ amount: null }));

    expect(told).toMatchObject({ cause: { class: 'wrong_value', origin: 'start' }, fix: null });
  });

  it('is found among many items', async () => {
    const sum = { type: 'aggregate', params: { operations: [{ operation: 'sum', field: 'amount', as: 'total' }] } };
    const told = await explained(small({ start: { type: 'manual' }, sum }), [{ amount: 1 }, { amount: 'two' }]);

    expect(told.cause).toMatchObject({ class: 'wrong_type', node: 'sum', origin: 'start' });
    expect(told.evidence).toMatchObject([{ path: 'outputs.next[1].amount', value: 'two' }]);
  });

  it('is a setting that takes a number', async () => {
    const first = { type: 'limit', params: { count: '{{ item.body.many }}' } };
    const told = await explained(small({ start: hook, first }), order({ many: 'three' }));

    expect(told).toMatchObject({ cause: { node: 'first', origin: 'start' }, fix: null });
  });
});
