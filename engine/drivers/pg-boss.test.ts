import { freshDatabase } from '@/tests/support/database';
import { driverSuite } from './driver.suite';
import { installPgBoss, openPgBossDriver } from './pg-boss';

const { serviceUrl: connectionString } = await freshDatabase();
await installPgBoss({ connectionString });

driverSuite('the pg-boss driver', () => openPgBossDriver({ connectionString }));
