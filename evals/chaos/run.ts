import { readArguments } from '@/app/cli/arguments';
import type { Command } from '@/app/cli/command';
import { chaos } from './chaos';

const usage = 'chaos [--runs 300] [--seed N] [--json]';

export const command: Command = {
  summary: 'kills what runs workflows, and looks whether anything was lost or done twice',
  async run(args) {
    const { values } = readArguments(args, {
      usage,
      options: {
        json: { type: 'boolean', default: false },
        runs: { type: 'string', default: '300' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
      },
    });
    const seed = Number(values.seed);
    const found = await chaos({ runs: Number(values.runs), seed, everyMs: 700, patienceMs: 180_000 });
    const { lost, double, stuck, wrong, strikes } = found;
    const line = `${found.runs} runs (${found.cutOff} calls cut off before they were one): ${found.finished} finished, ${found.unknown} of them asked about, ${lost.length} lost, ${double.length} double effects, ${stuck.length} stuck, ${wrong.length} wrong; ${strikes.killed} kills, ${strikes.heldUp} hold-ups, ${strikes.crashed} crashes of the database; settled ${Math.round(found.settledMs)} ms after the last; seed ${seed}`;
    console.log(values.json ? JSON.stringify({ ...found, seed }) : line);
    for (const bad of [...lost, ...double, ...stuck, ...wrong]) console.error(bad);
    return lost.length + double.length + stuck.length + wrong.length === 0 ? 0 : 1;
  },
};
