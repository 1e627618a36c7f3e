'use server';
import { z } from 'zod';
import { act } from '../../_server/act';
import { runBatch as run } from '../_server/batch';

const Input = z.object({
  ids: z.array(z.uuid()).min(1).max(200),
  action: z.enum(['tag', 'untag', 'on', 'off', 'delete', 'rerun']),
  tag: z.string().trim().max(40).default(''),
});

export async function runBatch(input: z.input<typeof Input>) {
  return act(user => run(user, Input.parse(input)));
}
