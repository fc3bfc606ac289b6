import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WardlineError } from '../../../core/errors.ts';
import type { BackupKey } from '../../../store/backup/sealed-file.ts';
import { type Keyring, openKeyring } from '../../../store/master-key.ts';
import type { Invocation, Option } from '../../command.ts';
import { homeOf } from '../../live.ts';

export const passphraseOption: Option = {
  flags: '--passphrase-file <file>',
  summary: 'a file with the words that open the backup, in place of the master key',
};

/** The passphrase of the option, else the master key of the data folder. Never makes a key. */
export function backupKey(invocation: Invocation): BackupKey {
  const file = invocation.options['passphraseFile'];
  if (typeof file === 'string') return { passphrase: passphrase(resolve(invocation.cwd, file), file) };
  const keyring = keyringThere(invocation);
  if (keyring) return { keyring };
  throw new WardlineError(
    'no-master-key',
    'There is no master key here.',
    'Put master.key from the recovery kit into the data folder, set WARDLINE_MASTER_KEY_FILE, or give --passphrase-file.',
  );
}

/** The master keys where there are some; `openKeyring` would make a new one, which opens nothing. */
export function keyringThere(invocation: Invocation): Keyring | undefined {
  const home = homeOf(invocation);
  const { env } = invocation;
  const given = env['WARDLINE_MASTER_KEY'] || env['WARDLINE_MASTER_KEY_FILE'];
  return given || existsSync(join(home, 'master.key')) ? openKeyring(home, env) : undefined;
}

function passphrase(path: string, named: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch {
    throw new WardlineError('bad-input', `${named} cannot be read.`, 'It holds the passphrase on one line.');
  }
  if (text.length >= 16) return text;
  throw new WardlineError(
    'bad-input',
    'The passphrase has fewer than 16 characters.',
    'Who gets the backup may try words for years: use five or more random words.',
  );
}
