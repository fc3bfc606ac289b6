import { join } from 'node:path';
import type pg from 'pg';
import { now } from '../../core/clock.ts';
import { openKeyring } from '../master-key.ts';
import { createBackup } from './create.ts';

/** Before the schema moves to a newer version, everything is saved as it is: forward is the only way that migrations know. */
export async function backupBeforeUpgrade(
  home: string,
  connection: pg.ClientConfig,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const at = now();
  const path = join(home, 'backups', `before-upgrade-${at.replaceAll(/\D/g, '').slice(0, 14)}.wlbackup`);
  await createBackup({ home, connection }, { path, key: { keyring: openKeyring(home, env) }, at, wardline: 'before' });
  return path;
}
