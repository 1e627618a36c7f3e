import { handle, requireUser } from '@/app/_server/session';
import { exportCsv, importCsv } from '@/database/table-csv';
import { readTable } from '@/database/tables';
import { AppError } from '@/engine/errors';

type Context = { params: Promise<{ tableId: string }> };

const largest = 20 * 1024 * 1024;

export const GET = handle(async (request: Request, { params }: Context) => {
  const { tableId } = await params;
  const { asUser } = await requireUser(request);
  const { name, text } = await asUser(async tx => {
    const table = await readTable(tx, { tableId });
    return { name: table.name, text: await exportCsv(tx, { tableId }) };
  });
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
    },
  });
});

/** Adds the rows of a CSV; a server action would stop at one megabyte. */
export const POST = handle(async (request: Request, { params }: Context) => {
  const { tableId } = await params;
  const { asUser } = await requireUser(request);
  const text = await request.text();
  if (text.length > largest) throw new AppError('hook.too_large', { limit: '20 MB' });
  const count = await asUser(tx => importCsv(tx, { tableId, text }));
  return Response.json({ count });
});
