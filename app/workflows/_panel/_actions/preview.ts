'use server';
import { z } from 'zod';
import { act } from '../../../_server/act';
import { previewExpression } from '../../_server/preview-expression';

const Input = z.object({ workflowId: z.uuid(), nodeId: z.uuid(), text: z.string().max(20_000) });

export async function preview(input: z.infer<typeof Input>) {
  return act(({ asUser }) => previewExpression(asUser, Input.parse(input)));
}
