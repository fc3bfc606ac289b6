import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginDevice, endOwnToken, pollDevice, showToken } from '../../api/device.ts';
import { serverOrigin } from '../../connectors/wardline/address.ts';
import { WardlineError } from '../../core/errors.ts';
import { interruption } from '../audit/interruption.ts';
import { type Invocation, defineCommand } from '../command.ts';
import { type Login, loginPath, readLogin, tokenForm, writeLogin } from '../remote/login-file.ts';
import { type RemoteServer, openServer } from '../remote/server.ts';
import { signedIn } from '../remote/signed-in.ts';

/** Bytes of a file with a token or certificates that are read. */
const mostBytes = 1_048_576;

export const loginCommand = defineCommand({
  path: ['login'],
  summary: 'sign in to a Wardline server; commands then work there',
  details: `Shows a code. Type it into the console, where you are signed in with both steps, and say how long and for what it
counts. The token is kept in login.json of the data folder, for you alone; it stands under My account, where it can be ended.
  wardline login https://wardline.clinic.example
  wardline login https://wardline.clinic.example --ca clinic-root.pem     a certificate of your own authority
  wardline login https://wardline.clinic.example --token-file -           a token from My account, on standard input
Afterwards wardline works on the store of that server; with --local on that of this machine.`,
  arguments: [{ name: 'server', summary: 'its address: https://host, or http://localhost:PORT on this machine' }],
  options: [
    {
      flags: '--token-file <file>',
      summary: 'take a token that was made in the console: a file, or - for standard input',
    },
    { flags: '--ca <file>', summary: 'also trust certificates of this authority (PEM), for this server alone' },
    { flags: '--name <name>', summary: 'what the console calls this machine; user and host name when not given' },
    { flags: '--home <folder>', summary: 'the data folder that keeps the sign-in (WARDLINE_HOME, ~/.wardline)' },
  ],
  formats: ['table', 'json'],
  async run(invocation) {
    const { options, cwd } = invocation;
    const origin = serverOrigin(invocation.arguments[0]!);
    const ca = typeof options['ca'] === 'string' ? certificatesIn(resolve(cwd, options['ca'])) : undefined;
    const file = options['tokenFile'];
    const token = typeof file === 'string' ? tokenFrom(file, cwd) : await confirmedToken(invocation, origin, ca);
    const before = earlier(invocation);
    const server = openServer(invocation, { server: origin, token, ca });
    try {
      const shown = await server.call(showToken);
      const { email, token: about } = shown;
      const own = typeof file !== 'string';
      writeLogin(invocation, { server: origin, token, email, endsAt: about.endsAt, own, ...(ca && { ca }) });
      // What this data folder held before is not left lying at the server.
      if (before?.own && before.token !== token && before.server === origin)
        await endAtServer(invocation, before).catch(() => undefined);
      return signedIn(origin, shown, [`Kept in ${loginPath(invocation)}. End it with: wardline logout`]);
    } finally {
      server.close();
    }
  },
});

/** Makes a token, shows the code for it and waits until somebody confirms. The token leaves this machine only then. */
async function confirmedToken(invocation: Invocation, origin: string, ca: string | undefined): Promise<string> {
  const { options, tell } = invocation;
  if (options['quiet'] === true)
    throw new WardlineError(
      'usage',
      'The code that somebody has to type is shown beside the result: it cannot be left out.',
      'Leave --quiet out, or give a token with --token-file.',
    );
  const token = `wlt_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  const machine = typeof options['name'] === 'string' ? options['name'] : `${userInfo().username} on ${hostname()}`;
  const server = openServer(invocation, { server: origin, ca });
  const stop = interruption();
  try {
    const begun = await server.call(beginDevice, { body: { machine: machine.slice(0, 80), token: hash }, once: true });
    tell(`Open ${origin}/device in a browser where you are signed in, and type this code:`);
    tell('');
    tell(`    ${begun.code}`);
    tell('');
    tell('It counts once, for ten minutes. Waiting for the confirmation; Ctrl-C ends it.');
    await confirmation(server, hash, begun.every, stop.signal);
    return token;
  } finally {
    stop.end();
    server.close();
  }
}

/** Ends when somebody has confirmed it. Throws when that will not come. */
async function confirmation(server: RemoteServer, hash: string, every: number, signal: AbortSignal): Promise<void> {
  // What a server says may not make this one ask without a pause, nor wait for a day.
  const pause = Math.min(Math.max(every, 1), 10) * 1_000;
  // Nobody types a code in less than a second, and who has it at hand does not wait for longer.
  for (let wait = 1_000; ; wait = pause) {
    await sleep(wait, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw new WardlineError('interrupted', 'Nobody was signed in.', 'The code ends by itself.');
    const { state } = await server.call(pollDevice, { body: { token: hash } });
    if (state === 'confirmed') return;
    if (state === 'refused')
      throw new WardlineError('not-permitted', 'The sign-in was refused in the console.', 'Begin again if it was you.');
    if (state === 'over')
      throw new WardlineError('sign-in-needed', 'The code was not confirmed in time.', 'Run wardline login again.');
  }
}

function earlier(invocation: Invocation): Login | undefined {
  try {
    return readLogin(invocation);
  } catch {
    // It is replaced.
    return undefined;
  }
}

async function endAtServer(invocation: Invocation, login: Login): Promise<void> {
  const server = openServer(invocation, login);
  try {
    await server.call(endOwnToken, { once: true });
  } finally {
    server.close();
  }
}

function tokenFrom(file: string, cwd: string): string {
  const token = textOf(file === '-' ? 0 : resolve(cwd, file), file === '-' ? 'Standard input' : file).trim();
  if (tokenForm.test(token)) return token;
  throw new WardlineError(
    'bad-input',
    `${file === '-' ? 'Standard input' : file} holds no token.`,
    'Make one in the console under My account, Tokens for programs. It begins with wlt_.',
  );
}

function certificatesIn(path: string): string {
  const text = textOf(path, path);
  if (/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.test(text)) return text;
  throw new WardlineError('bad-input', `${path} holds no certificate in PEM form.`);
}

function textOf(from: string | number, name: string): string {
  try {
    const content = readFileSync(from);
    if (content.length <= mostBytes) return content.toString('utf8');
  } catch {
    // Said below.
  }
  throw new WardlineError('bad-input', `${name} cannot be read.`, 'Give a file of at most 1 MB that you may read.');
}
