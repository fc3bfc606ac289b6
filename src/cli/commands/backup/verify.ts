import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { verifyBackup } from '../../../store/backup/verify.ts';
import { defineCommand } from '../../command.ts';
import { homeOption } from '../../live.ts';
import { backupKey, keyringThere, passphraseOption } from './key.ts';

export const backupVerifyCommand = defineCommand<string>({
  path: ['backup', 'verify'],
  summary: 'restore a backup into a scratch database and compare everything',
  details: `The running Wardline is not touched. Every table is compared by count and hash, every file by its hash, and the
chains of the activity log and of each tenant's audit log are followed to their ends.
It needs free space of about the size of the data; --scratch says where.

Exit codes: 0 all is as it was saved, 8 not.`,
  arguments: [{ name: 'file', summary: 'the backup' }],
  options: [
    { flags: '--scratch <folder>', summary: "where to restore to; emptied afterwards (the system's temporary folder)" },
    passphraseOption,
    homeOption,
  ],
  formats: ['table', 'json'],
  run: async (invocation) => {
    const { cwd, options } = invocation;
    const parent = typeof options['scratch'] === 'string' ? resolve(cwd, options['scratch']) : tmpdir();
    const scratch = mkdtempSync(join(parent, 'wardline-verify-'));
    // As root the database has a user of its own, which must pass through.
    if (process.getuid?.() === 0) chmodSync(scratch, 0o711);
    try {
      const path = resolve(cwd, invocation.arguments[0]!);
      const keyring = keyringThere(invocation);
      const found = await verifyBackup(path, backupKey(invocation), { scratch, keyring });
      const { header, manifest, problems, activity, logs } = found;
      const rows = Object.values(manifest.tables).reduce((sum, { size }) => sum + size, 0);
      return {
        data: {
          createdAt: header.createdAt,
          wardline: header.wardline,
          tenants: manifest.tenants,
          rows,
          files: manifest.files,
          activity,
          logs,
          problems,
        },
        rows: problems,
        columns: [{ title: 'What is not as it was saved', value: (row) => row }],
        ...(problems.length === 0 && {
          text: () =>
            `All is as it was saved on ${header.createdAt}: ${rows.toLocaleString('en-US')} rows, ${manifest.files.toLocaleString('en-US')} files, ${activity.toLocaleString('en-US')} entries of the activity log.\n`,
        }),
        messages:
          logs === undefined
            ? ['The audit logs were not read: the master key that seals them is not here.']
            : [`Audit logs read to the last byte: ${logs}.`],
        exit: problems.length > 0 ? 8 : 0,
      };
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
});
