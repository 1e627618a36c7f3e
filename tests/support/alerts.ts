import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Alert {
  name: string;
  metric: string;
  operator: string;
  threshold: number;
}

const file = join(import.meta.dirname, '../../engine/alerts.yml');

/** Every rule of engine/alerts.yml. One with an expression that is more than a comparison cannot be read, and fails. */
export function readAlerts(): Alert[] {
  const rules = readFileSync(file, 'utf8')
    .split(/^ *- alert: /m)
    .slice(1);
  return rules.map(rule => {
    const name = rule.split('\n', 1)[0]!.trim();
    const found = /^ *expr: (\w+) (==|>) (\d+)$/m.exec(rule);
    if (!found) throw new Error(`${name} has an expression that the test cannot evaluate`);
    const [, metric, operator, threshold] = found;
    return { name, metric: metric!, operator: operator!, threshold: Number(threshold) };
  });
}

/** Which rules hold for these figures, in Prometheus' text form. A metric that is missing fires nothing, as there. */
export function firing(text: string): string[] {
  return readAlerts().flatMap(({ name, metric, operator, threshold }) => {
    const line = text.split('\n').find(one => one.startsWith(`${metric} `));
    const value = Number(line?.split(' ')[1]);
    return (operator === '==' ? value === threshold : value > threshold) ? [name] : [];
  });
}
