export const dynamic = 'force-dynamic';

/** Answers when the server does; its workers were started before (instrumentation.ts). */
export const GET = () => Response.json({ status: 'ready' });
