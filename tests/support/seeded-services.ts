import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { httpServiceOf } from '@/engine/nodes/http-service';
import type { ListedService } from '@/engine/nodes/listed-services';

const seed = readFileSync(join(import.meta.dirname, '../../database/seed.sql'), 'utf8');
const row = /^ {2}\('([\w-]+)', '([^']+)', '([^']*)', '(\w+)',.*, '(\{"base_url".*\})'\)/gm;

/** The services that come with Parley, read from the seed as the database would list them. */
export const seededServices: readonly ListedService[] = [...seed.matchAll(row)].flatMap(
  ([, name = '', title = '', description = '', , http = '']) => {
    const service = httpServiceOf({ http: JSON.parse(http), form: {} });
    return service ? [{ name, title, description, baseUrl: service.baseUrl }] : [];
  },
);
