'use server';
import { z } from 'zod';
import { addColumns, readTable } from '@/database/tables';
import { act } from '../../_server/act';

const Input = z.object({ tableId: z.uuid(), name: z.string() });

export async function addColumn(input: z.infer<typeof Input>) {
  return act(({ asUser }) => {
    const { tableId, name } = Input.parse(input);
    return asUser(async tx => {
      const { columns } = await addColumns(tx, {
        table: await readTable(tx, { tableId, lock: true }),
        columns: [name],
      });
      return { columns };
    });
  });
}
