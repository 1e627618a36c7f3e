import { describe, expect, it } from 'vitest';
import type { Item } from '@/engine/workflow/schema';
import { callNode, type loopbackHttp, simulateNode } from '@/tests/support/call-node';
import { serveMail } from '@/tests/support/mail-server';
import { createHttpClient } from '../guarded-http-client';
import { htmlToText } from '../html-text';
import { nodeTypes } from '../registry.generated';

const node = nodeTypes['core.send-email']!;
const key = (fields: Record<string, string>) => ({ id: 'c', integration: 'smtp', name: 'Mail', fields, secret: [] });

interface Sending {
  fields: Record<string, string>;
  items?: Item[];
  executionId?: string;
  http?: typeof loopbackHttp;
}

async function send(params: Record<string, unknown>, { fields, ...options }: Sending): Promise<Item[]> {
  return (await callNode(node, { params, credential: key(fields), ...options })).next!;
}

const hello = { to: 'ada@example.com', subject: 'Hello', text: 'Good morning' };

describe('Send an e-mail', () => {
  it('sends one for each item, over an encrypted line, with a name and a password', async () => {
    const mail = await serveMail({ user: 'shop', password: 's3cret' });
    const fields = { ...mail.fields, username: 'shop', password: 's3cret', security: 'starttls' };
    const params = {
      ...hello,
      subject: 'Order {{ item.id }} – für Ada',
      cc: ['bob@example.com'],
      bcc: 'eve@example.com',
      replyTo: 'office@example.com',
    };
    const sent = await send(params, { fields, items: [{ id: 1 }, { id: 2 }] });

    expect(mail.received.map(({ secure, user }) => [secure, user])).toEqual([
      [true, 'shop'],
      [true, 'shop'],
    ]);
    expect(mail.received[0]!.to).toEqual(['ada@example.com', 'bob@example.com', 'eve@example.com']);
    const { raw } = mail.received[1]!;
    expect(raw).toContain('From: Shop <shop@example.com>');
    expect(raw).toContain('Reply-To: office@example.com');
    expect(raw).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(raw).not.toContain('eve@example.com');
    expect(raw).not.toContain('s3cret');
    expect(raw).toContain(`Message-ID: ${sent[1]!.message_id}`);
    expect(sent[0]).toMatchObject({
      to: ['ada@example.com'],
      subject: 'Order 1 – für Ada',
      rejected: [],
      response: expect.stringContaining('250'),
    });
  });

  it('has the same Message-ID whenever the same step is repeated, and another one for another item or run', async () => {
    const { fields, received } = await serveMail();
    const twice = [{}, {}];
    const ids = async (executionId: string) =>
      (await send(hello, { fields, items: twice, executionId })).map(({ message_id }) => message_id);
    const [first, again, other] = [await ids('a'), await ids('a'), await ids('b')];
    expect(first).toEqual(again);
    expect(new Set([...first, ...other]).size).toBe(4);
    expect(received).toHaveLength(6);
  });

  it('sends text beside HTML, and files that are text, base64 or what an HTTP step gave', async () => {
    const { fields, received } = await serveMail();
    const files: Item[string][] = [
      { name: 'a.csv', type: 'text/csv', size: 3, text: 'a\n1' },
      { name: 'b.png', type: 'image/png', size: 2, base64: 'iVA=' },
      'data:application/pdf;base64,JVBERg==',
    ];
    const html = '<h1>News</h1><p>One &amp; two, <a href="https://example.com">more</a></p>';
    const [sent] = await send(
      { ...hello, text: '', html, attachments: '{{ item.files }}' },
      { fields, items: [{ files }] },
    );
    const { raw } = received[0]!;
    expect(raw).toContain('multipart/alternative');
    expect(raw).toContain('News\nOne & two, more (https://example.com)');
    expect(raw).toContain('filename=a.csv');
    expect(raw).toContain('iVA=');
    expect(raw).toContain('JVBERg==');
    expect(sent!.attachments).toEqual(['a.csv', 'b.png', 'attachment-3.bin']);
  });

  it('reads no file and no address that a message names', async () => {
    const { fields, received } = await serveMail();
    const wrong: Item[] = [
      { path: '/etc/passwd', name: 'x' },
      { href: 'http://127.0.0.1/', name: 'x' },
      { name: 'upload.pdf', size: 4 },
    ];
    for (const file of wrong) {
      const failing = send({ ...hello, attachments: '{{ item.file }}' }, { fields, items: [{ file }] });
      await expect(failing).rejects.toMatchObject({ code: 'node.data_wrong', details: { param: 'attachments' } });
    }
    expect(received).toEqual([]);
  });

  it('cannot be made to write other headers or other recipients', async () => {
    const { fields, received } = await serveMail();
    await send(
      { ...hello, subject: '{{ item.subject }}' },
      { fields, items: [{ subject: 'Hi\r\nBcc: eve@example.com\r\n\r\nbody' }] },
    );
    expect(received[0]!.to).toEqual(['ada@example.com']);
    expect(received[0]!.raw).not.toMatch(/^Bcc:/m);
    for (const to of [
      'ada@example.com\r\nRCPT TO:<eve@example.com>',
      'ada@example.com> SIZE=1',
      'nobody',
      'a b@example.com',
      '<script>@x',
    ])
      await expect(send({ ...hello, to: '{{ item.to }}' }, { fields, items: [{ to }] })).rejects.toMatchObject({
        code: 'node.params_invalid',
      });
  });

  it('goes out where some are refused and says who; where all are, it fails', async () => {
    const refuses = { 'gone@example.com': { code: 550, text: '5.1.1 No such user' } };
    const { fields, received } = await serveMail({ refuses });
    const [sent] = await send({ ...hello, to: 'ada@example.com; Gone <gone@example.com>' }, { fields });
    expect(sent!.rejected).toEqual(['gone@example.com']);
    expect(received[0]!.to).toEqual(['ada@example.com']);
    await expect(send({ ...hello, to: 'gone@example.com' }, { fields })).rejects.toMatchObject({
      code: 'node.refused',
      details: { status: 550, reason: expect.stringContaining('No such user') },
    });
  });

  it('knows a wrong password, a server that asks to come back, and one that is not there', async () => {
    const locked = await serveMail({ user: 'shop', password: 'right' });
    const wrong = { ...locked.fields, username: 'shop', password: 'wrong' };
    const failure = await send(hello, { fields: wrong }).catch(error => error);
    expect(failure).toMatchObject({ code: 'node.unauthorized', details: { status: 535 } });
    expect(JSON.stringify([failure.message, failure.details])).not.toContain('wrong');

    const grey = await serveMail({ refuses: { 'ada@example.com': { code: 451, text: '4.7.1 Greylisted' } } });
    await expect(send(hello, { fields: grey.fields })).rejects.toMatchObject({
      code: 'node.unavailable',
      details: { status: 451, untouched: true },
    });
    const full = await serveMail({ answers: { code: 452, text: '4.3.1 Mailbox full' } });
    await expect(send(hello, { fields: full.fields })).rejects.toMatchObject({
      code: 'node.unavailable',
      details: { status: 452, untouched: true },
    });
    const nobody = { host: '127.0.0.1', port: '1', from: 'shop@example.com' };
    await expect(send(hello, { fields: nobody })).rejects.toMatchObject({
      code: 'node.unavailable',
      details: { status: null, untouched: true },
    });
  });

  it('does not send a password over a line that is not encrypted', async () => {
    const plain = await serveMail({
      user: 'shop',
      password: 'right',
      hideSTARTTLS: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
    });
    const fields = { ...plain.fields, username: 'shop', password: 'right', security: 'starttls' };
    await expect(send(hello, { fields })).rejects.toMatchObject({ code: 'node.refused' });
    expect(plain.received).toEqual([]);
    await send(hello, { fields: { ...fields, security: 'none' } });
    expect(plain.received).toHaveLength(1);
  });

  it('speaks TLS from the first byte where it is told to', async () => {
    const mail = await serveMail({ secure: true });
    await send(hello, { fields: { ...mail.fields, security: 'tls' } });
    expect(mail.received[0]!.secure).toBe(true);
  });

  it('reaches only addresses that steps may reach', async () => {
    const http = createHttpClient({ allowLoopback: false });
    for (const host of ['127.0.0.1', 'localhost', '169.254.169.254', '10.0.0.1', '::1', '2130706433'])
      await expect(send(hello, { fields: { host, port: '25', from: 'a@example.com' }, http })).rejects.toMatchObject({
        code: 'node.address_blocked',
      });
  });

  it('asks for a key, and for who it comes from', async () => {
    await expect(callNode(node, { params: hello })).rejects.toMatchObject({ code: 'credential.missing' });
    await expect(send(hello, { fields: { host: '127.0.0.1', port: '1' } })).rejects.toMatchObject({
      details: { param: 'from' },
    });
    const problem = (params: object) => node.params.safeParse(params).error?.issues[0]?.message;
    expect(problem({ subject: 'x' })).toBe('Say who gets the e-mail.');
    expect(problem({ to: 'ada@example.com' })).toMatch(/subject or a text/);
    expect(problem({ to: 'ada@', subject: 'x' })).toMatch(/"ada@" is no e-mail address/);
    expect(problem({ to: '{{ item.email }}', subject: 'x' })).toBeUndefined();
  });

  it('says to whoever approves it exactly who gets which text', async () => {
    const params = {
      ...hello,
      to: 'Ada <{{ item.email }}>',
      bcc: 'eve@example.com',
      text: 'Dear {{ item.name }},\nyour order.',
    };
    const items = [
      { email: 'ada@example.com', name: 'Ada' },
      { email: 'bob@example.com', name: 'Bob' },
    ];
    const outputs = (await simulateNode(node, { params, items })).next!;
    expect(node.describeEffects!(outputs)).toEqual([
      'To ada@example.com (bcc eve@example.com): Hello\nDear Ada,\nyour order.',
      'To bob@example.com (bcc eve@example.com): Hello\nDear Bob,\nyour order.',
    ]);
  });
});

describe('HTML as text', () => {
  it('reads like the page, and never takes long', () => {
    expect(htmlToText('<style>p{}</style><ul><li>a</li><li>b &lt;&#8364;&gt;</li></ul><p>x</p>')).toBe(
      '- a\n- b <€>\nx',
    );
    expect(htmlToText(`${'<a '.repeat(5_000)}${'<script'.repeat(2_000)}`)).toBeDefined();
  });
});
