import { expect, it } from 'vitest';
import { httpServiceOf, toService } from '@/engine/nodes/http-service';
import { credentialFields } from '@/engine/workflow/credential-fields';
import { isAddress, type ServiceForm, toConfigSchema, toForm } from './service-form';

const described: ServiceForm = {
  ...{ title: 'Stock', description: '', category: 'api', address: 'https://{shop}.example.test/v1' },
  ...{ way: 'header', keyName: 'X-Stock-Key' },
  fields: [
    { label: 'Shop', secret: false },
    { label: 'API key', secret: true },
  ],
};
const stored = (form: ServiceForm) => {
  const schema = toConfigSchema(form);
  return { schema, service: httpServiceOf({ http: null, form: schema })! };
};

it('is called as it was described, with the key where it belongs', () => {
  const { schema, service } = stored(described);
  const fields = { shop: 'north', api_key: 'k1' };

  expect(credentialFields(schema).map(({ name, secret, required }) => [name, secret, required])).toEqual([
    ['shop', false, true],
    ['api_key', true, true],
  ]);
  const request = { method: 'GET' as const, url: '/items', signal: AbortSignal.timeout(1_000) };
  expect(toService(request, { name: 'Stock', service, fields })).toMatchObject({
    url: 'https://north.example.test/v1/items',
    headers: { 'x-stock-key': 'k1' },
  });
});

it.each([
  ['bearer', { authorization: 'Bearer k1' }, undefined],
  ['basic', { authorization: `Basic ${Buffer.from('north:k1').toString('base64')}` }, undefined],
  ['query', {}, { api_key: 'k1' }],
  ['none', {}, undefined],
] as const)('sends a key as %s', (way, headers, query) => {
  const { service } = stored({ ...described, way, keyName: '' });

  const sent = toService(
    { method: 'GET', url: '/', signal: AbortSignal.timeout(1_000) },
    { name: 'Stock', service, fields: { shop: 'north', api_key: 'k1' } },
  );

  expect([sent.headers, sent.query]).toEqual([headers, query]);
});

it('is edited as it was described, and keeps the names that its keys were entered under', () => {
  const { schema, service } = stored(described);
  const own = { name: 'own-stock', title: 'Stock', description: '', category: 'api', keyCount: 1 };

  const again = toForm({ ...own, fields: credentialFields(schema), service });
  const renamed = { ...again, fields: again.fields.map(field => ({ ...field, label: `Our ${field.label}` })) };

  expect(toConfigSchema(again)).toEqual(schema);
  expect(credentialFields(toConfigSchema(renamed)).map(({ name, label }) => [name, label])).toEqual([
    ['shop', 'Our Shop'],
    ['api_key', 'Our API key'],
  ]);
});

it('tells two fields of one label apart', () => {
  const fields = [
    { label: 'Key', secret: true },
    { label: 'key', secret: true },
  ];

  expect(credentialFields(toConfigSchema({ ...described, fields })).map(({ name }) => name)).toEqual(['key', 'key_2']);
});

it.each([
  ['https://api.example.com/v1', true],
  ['http://{host}:8080', true],
  ['api.example.com', false],
  ['ftp://example.com', false],
  ['https://', false],
  ['javascript:alert(1)', false],
])('takes %s for an address: %s', (text, expected) => expect(isAddress(text)).toBe(expected));
