export const hook = { type: 'webhook', label: 'Order received' };
export const order = (body: Record<string, unknown>) =>
  [{ method: 'POST', headers: {}, query: {}, body, files: [] }] as never;
export const store = (value: string) => ({
  type: 'data-table',
  label: 'Save order',
  params: { operation: 'insert', table: 'orders', values: [{ name: 'value', value }] },
});
