import { runtime } from '@/app/_server/runtime';

/** A worker of its own, to be killed. Says when it takes work. */
await runtime().serve();
process.stdout.write('serving\n');
