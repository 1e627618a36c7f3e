import { many } from './many';

/** What somebody's runs and models came to. */
export const usageTexts = {
  usage: {
    title: 'Usage',
    period: (days: number) => `The last ${days} days`,
    text: 'Counted from the records of your runs, by day (UTC). It stays in this database.',
    runs: 'Runs',
    tokens: 'Tokens',
    cost: 'Cost',
    storage: 'Storage',
    failedOf: (failed: number) => (failed === 0 ? 'none failed' : `${failed} failed`),
    costNote: 'of calls whose price is known',
    storageNote: 'what steps gave',
    tokensNote: 'asked and answered',
    byWorkflow: 'By workflow',
    workflow: 'Workflow',
    failed: 'Failed',
    conversations: 'Conversations',
    deleted: 'A deleted workflow',
    chart: (what: string, total: string) => `${what} by day, ${total} in all`,
    onDay: (day: string, value: string) => `${day}: ${value}`,
    count: (value: number) => value.toLocaleString('en'),
    money: (value: number) => (value === 0 ? '$0' : value < 0.01 ? '< $0.01' : `$${value.toFixed(2)}`),
    size: (bytes: number) =>
      bytes < 1_000
        ? many(bytes, 'byte')
        : bytes < 1_000_000
          ? `${Math.round(bytes / 1_000)} kB`
          : `${(bytes / 1_000_000).toFixed(1)} MB`,
    emptyTitle: 'Nothing to count yet',
    emptyText:
      'Each run of a workflow is counted here with its tokens, its cost and what its steps stored, by day and by workflow. Run one, and its day gets its first bar.',
    emptyAction: 'Say what should happen',
  },
} as const;
