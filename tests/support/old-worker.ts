import { nodeTypes } from '@/engine/nodes/registry.generated';

/** A worker of a version that had not these types of steps yet: `TYPES_UNKNOWN`, with commas. */
for (const type of (process.env.TYPES_UNKNOWN ?? '').split(',')) delete (nodeTypes as Record<string, unknown>)[type];
await import('./worker');
