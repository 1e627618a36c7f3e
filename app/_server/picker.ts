import { isPlanner, providerOf } from '@/agent/models/catalogue';
import type { Claims } from '@/database/connection';
import type { Picker } from '../_ui/picker-model';
import { canUse, openModels } from './open-models';

/** What the picker offers this person, and what answers where nothing was picked. */
export async function loadPicker(claims: Claims): Promise<Picker> {
  const { models, standard, access } = await openModels(claims);
  return {
    standard: standard.name,
    models: models.map(model => {
      const { name, displayName, provider, price, vision } = model;
      const way = access(model);
      const state = isPlanner(model) || canUse(way) ? 'ready' : way.missing === 'key' ? 'needs-key' : 'needs-address';
      const place = canUse(way) && !isPlanner(model) ? way.provider : providerOf(provider).label;
      return { name, displayName, vision, state, provider: place, price: price && [price.input, price.output] };
    }),
  };
}
