import { describe, expect, it } from 'vitest';
import { answering, converse } from '@/tests/support/plan';

describe('a table of values, told apart from what is done with it', () => {
  it.each([
    'Switch on the field shape of an incoming POST: cube -> "6 sides", pyramid -> "5 sides", default -> "many sides". Send the matching text back.',
    'webhook gets shape. map shape: cube = "6 sides", pyramid = "5 sides", otherwise "many sides". answer with the corresponding text',
  ])('%s', async sentence => {
    const chat = converse();
    await chat.say(sentence);
    expect(await chat.post({ shape: 'cube' })).toMatchObject({ body: '6 sides' });
    expect(await chat.post({ shape: 'pyramid' })).toMatchObject({ body: '5 sides' });
    expect(await chat.post({ shape: 'ball' })).toMatchObject({ body: 'many sides' });
  });
});

describe('a list whose fields are told in brackets', () => {
  it('has these fields, whatever they mean otherwise', async () => {
    const http = answering({
      'https://x.example.com/laps': [
        { driver: 'A', time: 91 },
        { driver: 'B', time: 88 },
      ],
    });
    const chat = converse({ http });
    await chat.say(
      'By hand: get https://x.example.com/laps (a list with driver and time), keep those with time under 90 and store driver and time in fast',
    );
    await chat.run([{}]);
    expect(chat.tables.rowsOf('fast')).toMatchObject([{ driver: 'B', time: 88 }]);
  });
});

describe('a time and a deed in one breath', () => {
  it('loses neither', async () => {
    const { workflow } = await converse().say(
      'every day at 7 read table visits and post the count to https://x.example.com/c',
    );
    expect(workflow.nodes.map(({ type }) => type)).toEqual([
      'core.schedule',
      'core.data-table',
      'core.aggregate',
      'core.http-request',
    ]);
  });
});
