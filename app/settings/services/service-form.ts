import type { OwnIntegration } from '@/database/integrations';
import { texts } from '../../_ui/texts';

export const ways = ['bearer', 'header', 'query', 'basic', 'none'] as const;
export type Way = (typeof ways)[number];
export const categories = ['api', 'communication', 'data', 'finance', 'other'] as const;

export interface ServiceField {
  /** Of a field that keys were entered for already; new ones are named after their label. */
  name?: string;
  label: string;
  secret: boolean;
}

/** A service as the person describes it. */
export interface ServiceForm {
  title: string;
  description: string;
  category: (typeof categories)[number];
  address: string;
  way: Way;
  /** Of the header or parameter, where the way has one. */
  keyName: string;
  fields: readonly ServiceField[];
}

/** Of http or https; `{field}` may stand for a part of it. */
export function isAddress(text: string): boolean {
  const filled = text.trim().replaceAll(/\{\w+\}/g, 'x');
  return /^https?:\/\/[^/\s]/i.test(filled) && URL.canParse(filled);
}

/** What is kept as `config_schema`: the form of its keys, and beside it how it is called. */
export function toConfigSchema({ address, way, keyName, fields }: ServiceForm): Record<string, unknown> {
  const named = nameFields(fields);
  const key = named.find(({ secret }) => secret) ?? named[0];
  const user = named.find(({ secret }) => !secret);
  const properties = named.map(({ name, label, secret }) => [name, { type: 'string', title: label, secret }] as const);
  return {
    properties: Object.fromEntries(properties),
    required: named.map(({ name }) => name),
    http: {
      base_url: address.trim(),
      auth: way,
      field: key?.name ?? '',
      ...(way === 'basic' && user && user !== key ? { user: user.name } : {}),
      ...(way === 'header' || way === 'query' ? { name: keyName || (way === 'header' ? 'X-API-Key' : 'api_key') } : {}),
    },
  };
}

/** A new service, or one as it is now. */
export function toForm(own: OwnIntegration | null): ServiceForm {
  const { service, title = '', description = '', category, fields = [] } = own ?? { service: null };
  return {
    ...{ title, description, address: service?.baseUrl ?? '', way: service?.auth ?? 'bearer' },
    category: categories.find(one => one === category) ?? (own ? 'other' : 'api'),
    keyName: service && service.name !== 'Authorization' ? service.name : '',
    fields: own
      ? fields.map(({ name, label, secret }) => ({ name, label, secret }))
      : [{ label: texts.service.firstField, secret: true }],
  };
}

function nameFields(fields: readonly ServiceField[]): Required<ServiceField>[] {
  const taken = new Set(fields.flatMap(({ name }) => name ?? []));
  return fields.map(field => {
    const name = field.name ?? freeName(field.label, taken);
    taken.add(name);
    return { ...field, name };
  });
}

function freeName(label: string, taken: ReadonlySet<string>): string {
  const plain =
    label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_+|_+$/g, '') || 'field';
  let name = plain;
  for (let count = 2; taken.has(name); count++) name = `${plain}_${count}`;
  return name;
}
