import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

const startOf = async (...said: readonly string[]) => {
  const chat = converse();
  for (const text of said) await chat.say(text);
  return chat.workflow().nodes[0]!;
};
const namesOf = ({ params }: { params: Record<string, unknown> }) =>
  (params.fields as { name: string }[]).map(({ name }) => name);

describe('a form of our own', () => {
  it.each([
    ['when the form is submitted with name and email store name and email in signups', ['name', 'email']],
    [
      'When somebody fills in the booking form with guest and nights, store guest and nights in stays',
      ['guest', 'nights'],
    ],
    [
      'a feedback form asks for stars and comment. if stars is under 3 store stars and comment in bad',
      ['stars', 'comment'],
    ],
    ['on form submission store name and phone in callbacks', ['name', 'phone']],
  ])('%s', async (sentence, names) => {
    const start = await startOf(sentence);
    expect(start.type).toBe('core.form');
    expect(namesOf(start)).toEqual(names);
  });

  it('asks for more later', async () => {
    expect(
      namesOf(await startOf('when the form is submitted with name store name in callbacks', 'ask for the city too')),
    ).toEqual(['name', 'city']);
  });

  it('is a webhook when somebody waits for an answer, or when it posts', async () => {
    expect((await startOf('webhook from our form with name. answer "hi {name}"')).type).toBe('core.webhook');
    expect((await startOf('Our order form posts name and size. Save name and size in orders')).type).toBe(
      'core.webhook',
    );
  });

  it('hands its fields to the steps behind it', async () => {
    const chat = converse();
    await chat.say(
      'when the contact form is submitted with name and topic, if topic is sales store name in leads, otherwise store name in others',
    );
    await chat.run([{ submitted_at: '2026-03-02T08:00:00.000Z', name: 'Ada', topic: 'sales' }]);
    expect(chat.tables.rowsOf('leads')).toMatchObject([{ name: 'Ada' }]);
  });
});
