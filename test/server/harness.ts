import assert from 'node:assert/strict';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { Secret, TOTP } from 'otpauth';
import type { Role } from '../../src/core/permission.ts';
import { createApp } from '../../src/server/app.ts';
import { hashOf, newSecret } from '../../src/server/auth/secrets.ts';
import type { LogEntry } from '../../src/server/log.ts';
import { allRoutes } from '../../src/server/routes/index.ts';
import type { Server } from '../../src/server/server.ts';
import { signOnPage } from '../../src/server/sign-on-pages.ts';
import { addAccount, replaceRoles } from '../../src/store/accounts.ts';
import type { Store } from '../../src/store/open.ts';
import { withSystem } from '../../src/store/scope.ts';
import { beginSession } from '../../src/store/sessions.ts';

export const origin = 'https://wardline.example.com';

export interface TestServer {
  server: Server;
  app: Hono;
  logged: LogEntry[];
  /** Moves the server's clock on. */
  advance(minutes: number): void;
  browser(): Browser;
  /** Somebody with these roles who is signed in with both steps. */
  signedIn(...roles: readonly (readonly [Role, string])[]): Promise<Browser & { account: string; email: string }>;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- what an answer holds is what tests are about
  body: any;
}

/** A browser with a cookie jar, on our own page. */
export interface Browser {
  cookie: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
}

/** The real application over a real store; time stands still until it is moved. */
export function testServer(store: Store, more: Partial<Server> = {}): TestServer {
  const key = { id: '0123456789ab', key: createSecretKey(randomBytes(32)) };
  const logged: LogEntry[] = [];
  let time = Date.parse('2026-11-20T08:00:00.000Z');
  const server: Server = {
    store,
    keyring: { current: key, all: [key] },
    now: () => new Date(time).toISOString(),
    version: '0.0.0-test',
    demo: false,
    origin,
    proxies: 0,
    log: (entry) => logged.push(entry),
    ...more,
  };
  const app = createApp(
    server,
    allRoutes(server.version),
    async (request, address) => (await signOnPage(server, request, address)) ?? new Response('page', { status: 200 }),
  );

  function browser(): Browser {
    const jar: Browser = {
      cookie: '',
      async send(method, path, body, headers = {}) {
        const tenant = /^\/t\/([^/]+)/.exec(path)?.[1];
        const response = await app.request(
          `${origin}/api/v1${path}`,
          {
            method,
            headers: {
              ...(method === 'GET' ? {} : { origin, 'sec-fetch-site': 'same-origin', 'x-wardline': '1' }),
              ...(tenant && method !== 'GET' ? { 'x-wardline-tenant': tenant } : {}),
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
              ...(jar.cookie && { cookie: jar.cookie }),
              ...headers,
            },
            ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
          },
          { incoming: { socket: { remoteAddress: '192.0.2.10' } } },
        );
        const set = response.headers.get('set-cookie');
        if (set) jar.cookie = set.includes('Max-Age=0') ? '' : set.slice(0, set.indexOf(';'));
        const text = response.headers.get('content-type') === 'text/event-stream' ? '' : await response.text();
        let parsed: unknown;
        try {
          parsed = JSON.parse(text);
        } catch {
          parsed = undefined;
        }
        return { status: response.status, headers: response.headers, text, body: parsed };
      },
    };
    return jar;
  }

  return {
    server,
    app,
    logged,
    advance: (minutes) => void (time += minutes * 60_000),
    browser,
    async signedIn(...roles) {
      const at = server.now();
      const secret = newSecret();
      const email = `${randomUUID()}@example.com`;
      const account = await withSystem(store, async (scope) => {
        const { id } = await addAccount(scope, { email, name: 'Dana Whitlock', state: 'active', at });
        const granted = roles.map(([role, tenant]) => ({
          role,
          tenant,
          ...(role === 'auditor' && { until: '2027-01-31' }),
        }));
        await replaceRoles(scope, id, granted, { by: 'test', at }).catch((error: unknown) => {
          // The first people of a test may be no owners.
          if (!/owner/.test(String(error))) throw error;
        });
        await beginSession(scope, {
          hash: hashOf(secret),
          account: id,
          level: 'full',
          at,
          agent: 'test',
          address: '192.0.2.10',
        });
        return id;
      });
      return Object.assign(browser(), { cookie: `__Host-wardline=${secret}`, account, email });
    },
  };
}

/** The code that an authenticator app shows at this moment. */
export function codeAt(secret: string, moment: string): string {
  const totp = new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: Date.parse(moment) });
}

export function ok(reply: Reply): Reply {
  assert.ok(reply.status < 300, `${reply.status}: ${reply.text}`);
  return reply;
}
