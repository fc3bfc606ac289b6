import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { createBackup } from '../../../store/backup/create.ts';
import { openKeyring } from '../../../store/master-key.ts';
import { defineCommand } from '../../command.ts';
import { hasHome, homeOf, homeOption, withStore } from '../../live.ts';
import { backupKey, keyringThere, passphraseOption } from './key.ts';

export const backupCreateCommand = defineCommand({
  path: ['backup', 'create'],
  summary: 'save everything that lasts into one encrypted file',
  details: `Holds every row of the database as it was at one moment, the blobs, the sealed audit logs and each tenant's
wardline.yaml. Wardline may run meanwhile. It is encrypted (AES-256-GCM) with the master key, or with a passphrase.
The master key itself is never in it: keep the recovery kit elsewhere.
  wardline backup create
  wardline backup create --to /mnt/backup/wardline-monday.wlbackup
  wardline backup create --passphrase-file words.txt`,
  arguments: [],
  options: [
    { flags: '--to <file>', summary: 'the file to write (backups/<time>.wlbackup in the data folder)' },
    passphraseOption,
    homeOption,
  ],
  formats: ['table', 'json'],
  run: (invocation) => {
    if (!hasHome(invocation))
      throw new WardlineError('not-found', 'There is no data folder yet.', 'See: wardline doctor');
    return withStore(invocation, async (store) => {
      // A data folder that never sealed anything has no key yet.
      if (!keyringThere(invocation)) openKeyring(homeOf(invocation), invocation.env);
      const key = backupKey(invocation);
      const at = now();
      const to = invocation.options['to'];
      const path =
        typeof to === 'string'
          ? resolve(invocation.cwd, to)
          : join(store.home, 'backups', `${at.slice(0, 19).replaceAll(/[:T]/g, '-')}.wlbackup`);
      const home = store.home;
      const saved = await createBackup(
        { home, connection: store.connection() },
        { path, key, at, wardline: invocation.version },
      );
      const rows = Object.values(saved.tables).reduce((sum, { size }) => sum + size, 0);
      const { size } = statSync(path);
      const data = { path, at, bytes: size, tenants: saved.tenants, rows, files: saved.files };
      return {
        data,
        rows: [],
        columns: [],
        text: () =>
          `Saved: ${path}\n${count(rows)} rows and ${count(saved.files)} files of ${count(saved.tenants)} tenants, ${(size / 1e6).toFixed(1)} MB.\n`,
        messages: ['A backup counts once it was tried: wardline backup verify FILE'],
      };
    });
  },
});

function count(number: number): string {
  return number.toLocaleString('en-US');
}
