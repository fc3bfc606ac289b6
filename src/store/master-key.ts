import { type KeyObject, createHash, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError, codeOf } from './errors.ts';

/** A key that wraps the keys of credentials. It is held as a KeyObject and never leaves as bytes. */
export interface MasterKey {
  /** Twelve hex digits that follow from the key and say nothing of it. */
  readonly id: string;
  readonly key: KeyObject;
}

/** The first seals; all of them open. */
export interface Keyring {
  readonly current: MasterKey;
  readonly all: readonly MasterKey[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Name of the key file in the data folder. */
const fileName = 'master.key';

/**
 * The master keys: from `WARDLINE_MASTER_KEY` (base64, several separated by commas), else from the file that
 * `WARDLINE_MASTER_KEY_FILE` names, else from `master.key` in the data folder, which is made at random the first
 * time and readable by its owner alone. Throws `no-master-key` or `store-unsuitable`.
 */
export function openKeyring(home: string, env: Environment): Keyring {
  const given = env['WARDLINE_MASTER_KEY'];
  if (given) return parse(given.split(','), 'WARDLINE_MASTER_KEY');
  const file = env['WARDLINE_MASTER_KEY_FILE'];
  const own = join(home, fileName);
  const text = read(file ?? own);
  if (text !== undefined) {
    if (!file) refuseOpenFile(own);
    return parse(text.split('\n'), file ?? own);
  }
  if (file)
    throw new StoreError(
      'no-master-key',
      `There is no file ${file}.`,
      'WARDLINE_MASTER_KEY_FILE names the master key.',
    );
  return parse([makeFirst(own)], own);
}

/**
 * Puts a new key before the others in the data folder's key file. What was sealed before still opens; `rewrapCredentials`
 * brings it under the new key, and then `forgetOldKeys` may drop the rest.
 */
export function addMasterKey(home: string): Keyring {
  const { file, lines } = ownLines(home);
  replace(file, [randomKey(), ...lines]);
  return openKeyring(home, {});
}

/** Leaves the current key alone in the data folder's key file. What is still sealed with others is lost for good. */
export function forgetOldKeys(home: string): Keyring {
  const { file, lines } = ownLines(home);
  replace(file, lines.slice(0, 1));
  return openKeyring(home, {});
}

function ownLines(home: string): { file: string; lines: string[] } {
  openKeyring(home, {});
  const file = join(home, fileName);
  return { file, lines: keyLines(readFileSync(file, 'utf8').split('\n')) };
}

function parse(lines: readonly string[], from: string): Keyring {
  const all = keyLines(lines).map((line) => keyOf(line, from));
  const current = all[0];
  if (!current) throw new StoreError('no-master-key', `${from} holds no key.`, hint);
  return { current, all };
}

const hint = 'A key is 32 random bytes in base64, such as `openssl rand -base64 32` prints.';

function keyLines(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

function keyOf(text: string, from: string): MasterKey {
  const bytes = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (bytes.length !== 32) throw new StoreError('no-master-key', `${from} holds something that is no key.`, hint);
  const id = createHash('sha256').update('wardline master key id').update(bytes).digest('hex').slice(0, 12);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return { id, key };
}

function makeFirst(file: string): string {
  const made = randomKey();
  const draft = write(file, [made]);
  try {
    // A link never replaces: of two processes that make the first key at once, both take the one that was there first.
    linkSync(draft, file);
    return made;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(file: string, lines: readonly string[]): void {
  renameSync(write(file, lines), file);
}

function write(file: string, lines: readonly string[]): string {
  const draft = `${file}.${randomUUID()}`;
  const text = [
    '# Master keys of Wardline. The first seals, all open. Lost keys are lost credentials: keep a copy elsewhere.',
    ...lines,
  ];
  writeFileSync(draft, `${text.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return draft;
}

function randomKey(): string {
  return randomBytes(32).toString('base64');
}

function refuseOpenFile(file: string): void {
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return;
  throw new StoreError('store-unsuitable', `Others than its owner may read ${file}.`, `Run: chmod 600 ${file}`);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new StoreError(
      'no-master-key',
      `The master key in ${file} cannot be read (${codeOf(error)}).`,
      'Run Wardline as the user who made it.',
    );
  }
}
