import { createPlanner } from '@/agent/planner/planner';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { type Bench, figure, median } from './figure';

const request =
  'When a webhook receives a ticket, if its priority is high or the customer is a member store it in a table called urgent and answer with "now", otherwise store it in later and answer with "queued".';

/** Reading one request, against splitting the same text into words a thousand times. */
export const bench: Bench = async () => {
  const planner = createPlanner({ nodeTypes, timeZone: 'UTC' });
  const reference = await median(() => {
    for (let round = 0; round < 1000; round += 1) request.split(/\W+/).map(word => word.toLowerCase());
  });
  const read = () => planner.doGenerate({ prompt: [{ role: 'user', content: [{ type: 'text', text: request }] }] });
  return [
    figure('planner: first step of a request with two branches', { value: await median(read), unit: 'ms', reference }),
  ];
};
