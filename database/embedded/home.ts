import { accessSync, constants, mkdirSync } from 'node:fs';
import { AppError } from '@/engine/errors';
import { isRoot } from './account';

/** Makes PARLEY_HOME if it is not there. Root's may be walked through, because PostgreSQL lives in it as another user. */
export function openHome(home: string): void {
  orUnwritable(home, () => {
    mkdirSync(home, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    accessSync(home, constants.W_OK);
  });
}

export function orUnwritable<Result>(home: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new AppError('host.disk_full', { path: home }, { cause: error });
    if (!['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST'].includes(code)) throw error;
    throw new AppError('host.home_unwritable', { path: home }, { cause: error });
  }
}
