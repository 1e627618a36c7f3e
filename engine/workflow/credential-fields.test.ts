import { expect, it } from 'vitest';
import { credentialFields } from './credential-fields';

it('reads JSON Schema, and hides what it says is secret', () => {
  const fields = credentialFields({
    type: 'object',
    required: ['host', 'password'],
    properties: {
      host: { type: 'string', title: 'Server', description: 'For example mail.example.com' },
      port: { type: 'integer', default: 587 },
      security: { type: 'string', enum: ['starttls', 'tls', 'none'], default: 'starttls' },
      password: { type: 'string', secret: true },
    },
  });

  expect(
    fields.map(({ name, label, kind, required, secret, initial }) => [name, label, kind, required, secret, initial]),
  ).toEqual([
    ['host', 'Server', 'text', true, false, ''],
    ['port', 'Port', 'number', false, false, '587'],
    ['security', 'Security', 'choice', false, false, 'starttls'],
    ['password', 'Password', 'text', true, true, ''],
  ]);
});

it('reads the short form, where the name tells what is secret', () => {
  expect(credentialFields({ api_key: 'string', base_url: 'string' })).toMatchObject([
    { name: 'api_key', label: 'Api key', secret: true, required: true },
    { name: 'base_url', label: 'Base url', secret: false, required: false },
  ]);
});

it.each([[{}], [null], ['x'], [{ a: 1 }], [[]]])('has no form for %j', schema => {
  expect(credentialFields(schema)).toEqual([]);
});
