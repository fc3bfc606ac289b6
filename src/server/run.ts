import { now } from '../core/clock.ts';
import { openKeyring } from '../store/master-key.ts';
import type { Store } from '../store/open.ts';
import { withSystem } from '../store/scope.ts';
import { clearSessions } from '../store/sessions.ts';
import { createApp } from './app.ts';
import { firstOwnerLink } from './auth/first-owner.ts';
import { providerFetch } from './auth/provider-fetch.ts';
import { singleSignOn } from './auth/single-sign-on.ts';
import { keepDelivering } from './deliveries.ts';
import { healthPage } from './health.ts';
import { openQueue } from './jobs/queue.ts';
import { listen } from './listen.ts';
import { type Log, jsonLog } from './log.ts';
import { createMetrics, serveMetrics } from './metrics.ts';
import { consolePages } from './pages.ts';
import { allRoutes } from './routes/index.ts';
import type { Server } from './server.ts';
import type { ServeSettings } from './settings.ts';
import { signOnPage } from './sign-on-pages.ts';

export interface RunningServer {
  /** Where people open the console. */
  url: string;
  /** The one-time link of the first start; absent once there is an owner. */
  link?: string;
  server: Server;
  /** Takes nothing new, ends what is under way or leaves it to others, and lets go. */
  close(): Promise<void>;
}

/** Milliseconds that requests under way have when the server closes. */
const closingTime = 10_000;

/**
 * Runs the server in one of its roles: `serve` answers people, `worker` carries out jobs, `all` does both.
 */
export async function runServer(
  store: Store,
  {
    settings,
    env,
    version,
    role,
    demo,
    web,
    write,
  }: {
    settings: ServeSettings;
    env: Readonly<Record<string, string | undefined>>;
    version: string;
    role: 'all' | 'serve' | 'worker';
    demo: boolean;
    /** Folder of the built console. */
    web: string | undefined;
    /** Where log lines go. */
    write(line: string): void;
  },
): Promise<RunningServer> {
  const plain = jsonLog(write, now);
  let counted: ((entry: Parameters<Log>[0]) => void) | undefined;
  const log: Log = (entry) => {
    counted?.(entry);
    plain(entry);
  };
  const queue = await openQueue({ store, now, log });
  const server: Server = {
    ...{ store, keyring: openKeyring(store.home, env), now, version, demo, log, queue },
    proxies: settings.proxies,
    origin: settings.url ?? `${settings.tls ? 'https' : 'http'}://localhost:${settings.port}`,
  };
  let closing = false;
  const closers: (() => Promise<unknown> | void)[] = [];
  if (role !== 'worker') {
    const pages = consolePages(web);
    const app = createApp(server, allRoutes(version), async (request, address) => {
      const { pathname } = new URL(request.url);
      return (
        (await healthPage(server, pathname, closing)) ?? (await signOnPage(server, request, address)) ?? pages(request)
      );
    });
    const listening = await listen(app, settings);
    if (!settings.url) server.origin = `${settings.tls ? 'https' : 'http'}://localhost:${listening.port}`;
    closers.push(() => listening.close(closingTime));
    if (settings.singleSignOn)
      server.singleSignOn = singleSignOn(settings.singleSignOn, {
        redirect: `${server.origin}/sign-on/return`,
        fetch: providerFetch({ proxy: env }),
        now,
      });
  }
  if (settings.metricsPort !== undefined) {
    const metrics = createMetrics(server);
    counted = metrics.count;
    closers.push((await serveMetrics(metrics, settings.metricsPort)).close);
  }
  if (role !== 'serve') {
    await queue.work(env, settings.jobs);
    const stop = new AbortController();
    const delivering = keepDelivering(server, env, stop.signal);
    closers.push(() => {
      stop.abort();
      return delivering;
    });
  }
  closers.push(() => queue.close());
  await withSystem(store, (scope) => clearSessions(scope, now()));
  const link = role === 'worker' ? undefined : await firstOwnerLink(server);
  log({ level: 'info', event: 'started', role, version });
  return {
    url: server.origin,
    ...(link !== undefined && { link }),
    server,
    async close() {
      closing = true;
      log({ level: 'info', event: 'closing' });
      await Promise.all(closers.map(async (close) => close()));
    },
  };
}
