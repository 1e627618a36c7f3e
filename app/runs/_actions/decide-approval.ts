'use server';
import { z } from 'zod';
import { Item } from '@/engine/workflow/schema';
import { act } from '../../_server/act';
import { decideAsPerson } from '../../_server/approvals';

const Input = z.object({ id: z.uuid(), decision: z.enum(['approved', 'refused']), values: Item });

/** Answers what a run asks, as the person who is signed in. */
export async function decideApproval(input: z.infer<typeof Input>) {
  return act(async person => {
    await decideAsPerson(person, Input.parse(input));
    return null;
  });
}
