import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import { type Keyring, openKeyring } from '../../store/master-key.ts';
import { type DoctorFinding, sound, wrong } from './finding.ts';

const kitName = 'recovery-kit.txt';
const confirmedName = 'recovery-kit.confirmed.json';
const [id, title] = ['recovery-kit', 'Recovery kit'];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Writes the kit where nobody has confirmed one for this key: what a person needs on the day when this machine is gone.
 * It lies in the data folder until somebody has taken it away. Gives its path; undefined when there is nothing to do.
 */
export function makeRecoveryKit(home: string, env: Environment, at: string): string | undefined {
  const { current } = openKeyring(home, env);
  if (confirmation(home)?.key === current.id) return undefined;
  const path = join(home, kitName);
  const elsewhere = env['WARDLINE_MASTER_KEY'] ? 'the variable WARDLINE_MASTER_KEY' : env['WARDLINE_MASTER_KEY_FILE'];
  const key = elsewhere
    ? `The master key is not in this file: it comes from ${elsewhere}. Make sure that it is kept apart from this machine.`
    : readFileSync(join(home, 'master.key'), 'utf8').trim();
  writeFileSync(path, textOf(home, current.id, key, at), { mode: 0o600 });
  return path;
}

/** A person says that the kit is kept elsewhere, and proves it by the check word in it. The kit here is then removed. */
export function confirmRecoveryKit(
  home: string,
  env: Environment,
  word: string,
  by: string,
  at: string,
  keyring: Keyring = openKeyring(home, env),
): void {
  const { current } = keyring;
  if (word.trim().toLowerCase() !== checkWord(current.id))
    throw new WardlineError(
      'bad-input',
      'That is not the check word of the kit.',
      `It stands at the end of ${kitName}. After the master key was changed there is a new kit.`,
    );
  writeFileSync(join(home, confirmedName), `${JSON.stringify({ key: current.id, by, at })}\n`, { mode: 0o600 });
  rmSync(join(home, kitName), { force: true });
}

export function lookAtRecoveryKit(home: string, env: Environment): DoctorFinding {
  const given = env['WARDLINE_MASTER_KEY'] || env['WARDLINE_MASTER_KEY_FILE'];
  if (!given && !existsSync(join(home, 'master.key')))
    return wrong('warning', id, title, 'There is no master key yet.', 'Start Wardline once: wardline serve');
  const { current } = openKeyring(home, env);
  if (confirmation(home)?.key === current.id)
    return sound(id, title, 'A person has confirmed that it is kept elsewhere.');
  return wrong(
    'fault',
    id,
    title,
    'Nobody has confirmed that the recovery kit is kept elsewhere. If this machine is lost, all credentials, every backup and the audit log are lost with it.',
    `Print ${join(home, kitName)} or copy it to a safe place, then run: wardline doctor --confirm-recovery-kit`,
  );
}

/** How the kit of a key stands: who confirmed it when, and whether its file still lies in the data folder. */
export function recoveryState(
  home: string,
  key: string,
): { confirmed: boolean; by?: string; at?: string; key: string; kitHere: boolean; file: string } {
  const found = confirmation(home);
  const common = { key, kitHere: existsSync(join(home, kitName)), file: kitName };
  if (found?.key !== key) return { ...common, confirmed: false };
  return { ...common, confirmed: true, ...(found.by && { by: found.by }), ...(found.at && { at: found.at }) };
}

function confirmation(home: string): { key?: string; by?: string; at?: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(home, confirmedName), 'utf8')) as { key?: string; by?: string; at?: string };
  } catch {
    return undefined;
  }
}

/** Follows from the key's id, so that who reads the newest kit can type it and who reads none cannot guess it at once. */
function checkWord(keyId: string): string {
  return `${keyId.slice(0, 4)}-${keyId.slice(4, 8)}-${keyId.slice(8, 12)}`;
}

function textOf(home: string, keyId: string, key: string, at: string): string {
  return `RECOVERY KIT OF WARDLINE
Made ${at} for the data folder ${home}

Keep it apart from this machine and from the backups: on paper in a safe, or in a password
manager that two people can open. Who has this and a backup can read everything.

MASTER KEY (file master.key)
${key}

TO RESTORE ON ANOTHER MACHINE
1. Install Wardline of the same version or a newer one.
2. Make an empty folder and put the key above into it as a file named master.key (mode 0600).
3. wardline backup restore FILE --home FOLDER
4. wardline doctor --home FOLDER
5. wardline serve --home FOLDER, and sign in as before.

Check word: ${checkWord(keyId)}
Once this is kept elsewhere, run: wardline doctor --confirm-recovery-kit
It asks for the check word and removes this file from the machine.
`;
}
