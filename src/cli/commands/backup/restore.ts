import { resolve } from 'node:path';
import { now } from '../../../core/clock.ts';
import { restoreBackup } from '../../../store/backup/restore.ts';
import { defineCommand } from '../../command.ts';
import { homeOf, homeOption } from '../../live.ts';
import { backupKey, keyringThere, passphraseOption } from './key.ts';

export const backupRestoreCommand = defineCommand({
  path: ['backup', 'restore'],
  summary: 'put a backup into an empty data folder',
  details: `Put master.key from the recovery kit into the folder first, or set WARDLINE_MASTER_KEY_FILE. A backup of an older version
is brought up to date. What is there is never overwritten: --replace moves it aside and deletes nothing.
Sessions end, so everybody signs in again. Jobs that were under way then are not begun again.
  wardline backup restore wardline-monday.wlbackup --home /srv/wardline`,
  arguments: [{ name: 'file', summary: 'the backup' }],
  options: [{ flags: '--replace', summary: 'move aside what is there' }, passphraseOption, homeOption],
  formats: ['table', 'json'],
  run: async (invocation) => {
    const home = homeOf(invocation);
    const { header, manifest } = await restoreBackup(
      resolve(invocation.cwd, invocation.arguments[0]!),
      backupKey(invocation),
      {
        ...{ home, at: now() },
        databaseUrl: invocation.env['DATABASE_URL'],
        replace: invocation.options['replace'] === true,
      },
    );
    const sealed = keyringThere(invocation) === undefined;
    return {
      data: { home, createdAt: header.createdAt, tenants: manifest.tenants, files: manifest.files },
      rows: [],
      columns: [],
      text: () => `Restored to ${home}: ${manifest.tenants} tenants as of ${header.createdAt}.\n`,
      messages: [
        ...(sealed
          ? ['Credentials and audit logs stay sealed until master.key from the recovery kit lies in the data folder.']
          : []),
        'See whether all is well: wardline doctor',
      ],
    };
  },
});
