import { readArguments } from '@/app/cli/arguments';
import type { Command } from '@/app/cli/command';
import { AppError } from '@/engine/errors';
import type { Bench } from './figure';

const benches: Record<string, () => Promise<{ bench: Bench }>> = {
  engine: () => import('./engine.bench'),
  workflow: () => import('./workflow.bench'),
  planner: () => import('./planner.bench'),
  suggestions: () => import('./suggestions.bench'),
  webhook: () => import('./webhook.bench'),
  queue: () => import('./queue.bench'),
  fairness: () => import('./fairness.bench'),
  parked: () => import('./parked.bench'),
  database: () => import('./database.bench'),
  passages: () => import('./passages.bench'),
  app: () => import('./app.bench'),
};

const usage =
  'bench [engine|webhook|queue|fairness|parked|workflow|planner|suggestions|database|passages|app] [--json]';

export const command: Command = {
  summary: 'measures how fast it is',
  async run(args) {
    const { values, words } = readArguments(args, { usage, options: { json: { type: 'boolean', default: false } } });
    const unknown = words.find(word => !Object.hasOwn(benches, word));
    if (unknown !== undefined)
      throw new AppError('command.usage', { usage, reason: `There is no measurement "${unknown}"` });
    for (const name of words.length > 0 ? words : Object.keys(benches)) {
      const { bench } = await benches[name]!();
      for (const figure of await bench()) {
        const line = `${figure.name.padEnd(46)} ${figure.value} ${figure.unit} (reference ${figure.reference}, ratio ${figure.ratio})`;
        console.log(values.json ? JSON.stringify(figure) : line);
      }
    }
    return 0;
  },
};
