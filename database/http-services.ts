import { httpServiceOf } from '@/engine/nodes/http-service';
import type { ListedService } from '@/engine/nodes/listed-services';
import type { Transaction } from './connection';

/** What can be called by HTTP with a key, by title: what came with Parley, the operator's rows, and the person's own. */
export async function listHttpServices(tx: Transaction): Promise<ListedService[]> {
  const rows = await tx
    .selectFrom('integrations')
    .select(['name', 'display_name', 'description', 'http', 'config_schema'])
    .where('is_active', '=', true)
    .where('category', '<>', 'ai')
    .orderBy('display_name')
    .execute();
  return rows.flatMap(({ name, display_name: title, description, http, config_schema: form }) => {
    const service = httpServiceOf({ http, form });
    return service ? [{ name, title, description, baseUrl: service.baseUrl }] : [];
  });
}
