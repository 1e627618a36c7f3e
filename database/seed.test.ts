import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { httpServiceOf, toService } from '@/engine/nodes/http-service';
import { credentialFields } from '@/engine/workflow/credential-fields';
import { freshDatabase } from '@/tests/support/database';

const { db } = await freshDatabase();
const services = await db.service.selectFrom('integrations').selectAll().where('http', 'is not', null).execute();
const models = await db.service.selectFrom('ai_models').select(['name', 'provider']).execute();
const key = 'the-key-71';

describe('services that come with Parley', () => {
  it('are at least twenty', () => expect(services.length).toBeGreaterThanOrEqual(20));

  it.each(services.map(row => [row.name, row] as const))('%s is called with what its form asks for', (name, row) => {
    const fields = credentialFields(row.config_schema);
    const service = httpServiceOf({ http: row.http, form: row.config_schema })!;
    const values = Object.fromEntries(
      fields.map(({ name, secret, initial }) => [name, secret ? key : initial || 'acme']),
    );

    const sent = toService(
      { method: 'GET', url: '/things?a=1', signal: new AbortController().signal },
      { name, service, fields: values },
    );

    expect(fields.filter(({ secret }) => secret).map(field => field.name)).toEqual([service.field]);
    expect(sent.url).toMatch(/^https:\/\/[a-z0-9.-]+\.[a-z]+(?:\/[\w./-]*)?\/things\?a=1$/);
    const basic = `Basic ${Buffer.from(`${values[service.user]}:${key}`).toString('base64')}`;
    expect([...Object.values(sent.headers ?? {}), ...Object.values(sent.query ?? {})]).toContain(
      { bearer: `Bearer ${key}`, basic, header: `${service.prefix}${key}`, query: key, none: '' }[service.auth],
    );
  });
});

it.each(['anthropic', 'openai', 'google'])('names models of %s as the installed SDK does', provider => {
  const types = readFileSync(`node_modules/@ai-sdk/${provider}/dist/index.d.ts`, 'utf8');
  const unknown = models.filter(model => model.provider === provider && !types.includes(`'${model.name}'`));

  expect(unknown).toEqual([]);
});
