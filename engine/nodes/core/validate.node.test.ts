import { describe, expect, it } from 'vitest';
import { blocksRunning, validateWorkflow } from '@/engine/workflow/validate';
import { flow, step } from '@/tests/support/flow';
import { nodeTypes } from '../registry.generated';

const hand = step('hand', { type: 'core.manual' });
const issuesOf = (type: string, params: object) =>
  validateWorkflow(flow('hand > next', hand, step('next', { type, params: params as never })), nodeTypes);
const messages = (type: string, params: object) => issuesOf(type, params).map(({ message }) => message);

describe('an address', () => {
  it.each([
    ['https://hooks.example.com/services/YOUR/WEBHOOK', 'YOUR'],
    ['https://example.com/YOUR_TOKEN/send', 'YOUR_TOKEN'],
    ['https://your-domain.com/orders', 'your-domain'],
    ['https://example.com/<token>', '<token>'],
    ['https://example.com/example-token', 'example-token'],
    ['https://example.com/T00/xxxxxxxx', 'xxxxxxxx'],
    ['https://example.com/{{ item.id }}/XXXX', 'XXXX'],
  ])('%s is not one to call', (url, found) => {
    const issues = issuesOf('core.http-request', { url });
    expect(issues.map(({ message }) => message)).toEqual([
      `"Next": The address holds a placeholder (${found}). Put the real one in.`,
    ]);
    expect(blocksRunning(issues)).toBe(true);
  });

  it.each([
    'https://example.com/your-orders',
    'https://example.com/examples/token?x=xxx',
    'https://example.com/{{ item.YOUR_ID }}',
    'https://yourself.example.com/YOURself',
  ])('%s may be called', url => {
    expect(messages('core.http-request', { url })).toEqual([]);
  });
});

describe('conditions', () => {
  const one = { left: '{{ item.a }}', operator: 'equals', right: 1 };

  it.each([
    ['by a word', [{ match: 'any', conditions: [one, one] }]],
    ['by name', [{ any: [one, one] }, one]],
    ['by brackets', [[one, one], [one]]],
  ])('cannot be grouped %s, and what can be done is said once', (_how, conditions) => {
    const grouped = /^"Next": conditions cannot be grouped\. .*&& and \|\|.*is_true; or use two If steps\.$/;
    expect(messages('core.filter', { conditions })).toEqual([expect.stringMatching(grouped)]);
    expect(messages('core.switch', { cases: [{ name: 'A', conditions }] })).toEqual([expect.stringMatching(grouped)]);
  });
});
