import { type KeyObject, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import type { Invocation } from '../command.ts';

/** A key for hashes of values. One that is not kept lives as long as the scan and counts patients within it. */
export interface HashKey {
  bytes: Buffer;
  kept: boolean;
}

const purpose = 'wardline phi value hash';
const shortest = 16;

/**
 * The key of value hashes: from `--hash-key-file`, else from the master key of the data folder where there is one. A
 * scan makes no data folder. Throws `bad-input` for a key file that is no key.
 */
export async function hashKey({ options, cwd, env }: Pick<Invocation, 'options' | 'cwd' | 'env'>): Promise<HashKey> {
  const file = options['hashKeyFile'];
  if (typeof file === 'string') return { bytes: derived(keyFile(resolve(cwd, file), file)), kept: true };
  const home = await homeOf({ options, cwd, env });
  const known = env['WARDLINE_MASTER_KEY'] || env['WARDLINE_MASTER_KEY_FILE'] || existsSync(join(home, 'master.key'));
  if (!known) return { bytes: randomBytes(32), kept: false };
  const { openKeyring } = await import('../../store/master-key.ts');
  return { bytes: derived(openKeyring(home, env).current.key), kept: true };
}

/** The data folder. The store is loaded only to know where it usually lies. */
export async function homeOf({ options, cwd, env }: Pick<Invocation, 'options' | 'cwd' | 'env'>): Promise<string> {
  const given = options['home'];
  if (typeof given === 'string') return resolve(cwd, given);
  return env['WARDLINE_HOME'] || (await import('../../store/home.ts')).defaultHome(env);
}

function keyFile(path: string, name: string): Buffer {
  try {
    if (statSync(path).size > 65_536) throw new Error('too large');
    const bytes = readFileSync(path);
    if (bytes.length >= shortest) return bytes;
  } catch {
    throw new WardlineError(
      'bad-input',
      `${name} cannot be read as a key.`,
      'Make one: openssl rand -base64 32 > hash.key',
    );
  }
  throw new WardlineError(
    'bad-input',
    `${name} holds less than ${shortest} bytes.`,
    'Make one: openssl rand -base64 32 > hash.key',
  );
}

/** The key itself serves other ends, so hashes get one of their own. */
function derived(key: Buffer | KeyObject): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
}
