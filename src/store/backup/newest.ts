import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { momentOf } from '../../core/clock.ts';

/** When the newest backup in the data folder was written, ISO 8601 UTC. One that is kept elsewhere is not seen from here. */
export function newestBackup(home: string): string | undefined {
  const folder = join(home, 'backups');
  if (!existsSync(folder)) return undefined;
  const times = readdirSync(folder)
    .filter((name) => name.endsWith('.wlbackup'))
    .map((name) => statSync(join(folder, name)).mtimeMs);
  return times.length === 0 ? undefined : momentOf(Math.max(...times));
}
