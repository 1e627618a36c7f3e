import { expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { nodeIcons } from './node-icons';

it.each(Object.entries(nodeTypes))('%s has a picture of its own', (_type, { icon }) => {
  expect(nodeIcons).toHaveProperty([icon]);
});

it('loads no picture that no step names', () => {
  const named = new Set(Object.values(nodeTypes).map(({ icon }) => icon));
  expect(Object.keys(nodeIcons).filter(icon => !named.has(icon))).toEqual([]);
});
