import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Permission, Role } from '../../src/core/permission.ts';
import { main } from '../../src/cli/main.ts';
import { type RunningServer, runServer } from '../../src/server/run.ts';
import { readSettings } from '../../src/server/settings.ts';
import { createAccount } from '../console/session-of.ts';
import { type LiveBench, type Run, startLiveBench } from '../live.ts';
import { testFolder } from '../store/harness.ts';
import type { Reply } from './harness.ts';

/** Somebody in the console of a server that listens. */
export interface Person {
  email: string;
  send(method: string, path: string, body?: unknown): Promise<Reply>;
  /** What they do when a program shows them its code. */
  confirm(code: string, more?: { tenant?: string; may?: 'all' | 'read'; hours?: number }): Promise<Reply>;
}

/** A command line on a machine of its own: an empty data folder, and nothing but the address of the server. */
export interface Machine {
  home: string;
  cwd: string;
  env: Record<string, string>;
  run(...argv: string[]): Promise<Run>;
  answering(answer: string, ...argv: string[]): Promise<Run>;
  /** Signs in as this person, who confirms the code that is shown. */
  login(person: Person, more?: Parameters<Person['confirm']>[1]): Promise<Run>;
  /** Signs in with a token that this person made in the console. */
  loginWith(person: Person, permissions: readonly Permission[], tenant?: string): Promise<Run>;
}

export interface RemoteBench {
  live: LiveBench;
  running: RunningServer;
  url: string;
  tenant: string;
  person(...roles: (readonly [Role, string])[]): Promise<Person>;
  machine(): Machine;
  close(): Promise<void>;
}

/** The real server with its workers over a simulated tenant, listening on this machine. */
export async function startRemote(): Promise<RemoteBench> {
  const live = await startLiveBench();
  await live.connect('read-settings', 'change');
  const env = { ...process.env, WARDLINE_HOME: live.store.home, WARDLINE_PORT: '0' };
  const running = await runServer(live.store, {
    ...{ settings: readSettings({ WARDLINE_PORT: '0' }), env, version: '0.0.0-test' },
    ...{ role: 'all' as const, demo: false, web: undefined, write: () => undefined },
  });
  const { url } = running;
  return {
    ...{ live, running, url, tenant: live.tenantId },
    async person(...roles) {
      const { name, value } = await createAccount(running.server, roles);
      const send = async (method: string, path: string, body?: unknown): Promise<Reply> => {
        const tenant = /^\/t\/([^/]+)/.exec(path)?.[1];
        const response = await fetch(`${url}/api/v1${path}`, {
          method,
          headers: {
            cookie: `${name}=${value}`,
            ...(method !== 'GET' && { origin: url, 'x-wardline': '1', ...(tenant && { 'x-wardline-tenant': tenant }) }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, headers: response.headers, text, body: text === '' ? {} : JSON.parse(text) };
      };
      const { email } = (await send('GET', '/me')).body;
      return {
        ...{ email, send },
        confirm: (code, more = {}) => send('POST', '/device-sign-ins/confirmation', { code, ...more }),
      };
    },
    machine: () => newMachine(url),
    async close() {
      await running.close();
      await live.close();
    },
  };
}

function newMachine(url: string): Machine {
  const home = testFolder();
  const cwd = testFolder();
  const env = { WARDLINE_HOME: home };
  const runWith = async (
    argv: readonly string[],
    { ask, onErr }: { ask?: () => Promise<string>; onErr?: (err: string) => void } = {},
  ): Promise<Run> => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      ...{ cwd, env, stdout: { write: (text) => (out += text), columns: 100 } },
      stderr: {
        write(text) {
          err += text;
          onErr?.(err);
        },
      },
      ...(ask && { ask }),
    });
    return { exit, out, err };
  };
  return {
    ...{ home, cwd, env },
    run: (...argv) => runWith(argv),
    answering: (answer, ...argv) => runWith(argv, { ask: () => Promise.resolve(answer) }),
    async loginWith(person, permissions, tenant = '*') {
      const { body } = await person.send('POST', '/me/tokens', { name: 'nightly', permissions, tenant, days: 1 });
      writeFileSync(join(cwd, 'token'), `${body.token}\n`, { mode: 0o600 });
      return runWith(['login', url, '--token-file', 'token', '-o', 'table']);
    },
    async login(person, more) {
      let confirmed: Promise<Reply> | undefined;
      return runWith(['login', url, '-o', 'table'], {
        onErr(err) {
          const code = codeIn(err);
          if (code) confirmed ??= person.confirm(code, more);
        },
      });
    },
  };
}

/** The code that `wardline login` shows. */
export function codeIn(err: string): string | undefined {
  return /^ {4}([A-Z]{4}-[A-Z]{4})$/m.exec(err)?.[1];
}
