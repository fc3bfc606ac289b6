import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { WardlineError } from '../../core/errors.ts';
import { defaultHome } from '../../store/home.ts';
import type { Invocation } from '../command.ts';

type Where = Pick<Invocation, 'options' | 'cwd' | 'env'>;

export const tokenForm = /^wlt_[A-Za-z0-9_-]{43}$/;

const login = z.strictObject({
  /** Origin. */
  server: z.string().regex(/^https?:\/\/[^/]+$/),
  token: z.string().regex(tokenForm),
  email: z.string(),
  /** ISO 8601 UTC. */
  endsAt: z.string(),
  /** Made by `wardline login` itself and used nowhere else; a token that was given to it may be. */
  own: z.boolean(),
  /** PEM certificates of the organization's own authority. */
  ca: z.string().optional(),
});
/** Where `wardline login` signed in, and by what. */
export type Login = z.output<typeof login>;

export function loginPath({ options, cwd, env }: Where): string {
  const given = options['home'];
  return join(typeof given === 'string' ? resolve(cwd, given) : defaultHome(env), 'login.json');
}

/**
 * The sign-in of this data folder; undefined where there is none. Throws `bad-input` for a file that others may read or
 * that is none of ours: what stands in it is as good as the person.
 */
export function readLogin(where: Where): Login | undefined {
  const path = loginPath(where);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new WardlineError('bad-input', `${path} cannot be read.`, 'Sign in again: wardline login URL');
  }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new WardlineError(
      'bad-input',
      `Others on this machine can read ${path}, and with it act as you.`,
      `End that sign-in under My account in the console, then: rm ${path}`,
    );
  try {
    return login.parse(JSON.parse(text));
  } catch {
    throw new WardlineError('bad-input', `${path} is no sign-in.`, `Delete it and sign in again: rm ${path}`);
  }
}

/** Keeps a sign-in, whole or not at all, for this person alone. */
export function writeLogin(where: Where, kept: Login): void {
  const path = loginPath(where);
  const half = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(half, `${JSON.stringify(login.parse(kept), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    const code = (error as NodeJS.ErrnoException).code;
    throw new WardlineError(
      'cannot-write',
      `${path} cannot be written (${code}).`,
      'Choose a data folder that is yours with --home.',
    );
  }
}

export function removeLogin(where: Where): void {
  rmSync(loginPath(where), { force: true });
}
