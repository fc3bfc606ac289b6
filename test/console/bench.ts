import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { runServer } from '../../src/server/run.ts';
import type { RunningServer } from '../../src/server/run.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type LiveBench, startLiveBench } from '../live.ts';
import { codeAt } from '../server/harness.ts';

/** The real server with its console and jobs over a simulated tenant. */
export interface ConsoleBench {
  live: LiveBench;
  running: RunningServer;
  /** Address of the tenant's pages. */
  root: string;
  close(): Promise<void>;
}

export async function startConsole(): Promise<ConsoleBench> {
  spawnSync(process.execPath, ['tools/build-web.ts', '--if-needed'], { stdio: 'inherit' });
  if (!existsSync('dist/web/index.html')) throw new Error('The console was not built.');
  const live = await startLiveBench();
  await live.connect('read-settings', 'change');
  const env = { ...process.env, WARDLINE_HOME: live.store.home, WARDLINE_PORT: '0' };
  const running = await runServer(live.store, {
    ...{ settings: readSettings({ WARDLINE_PORT: '0' }), env, version: '0.0.0-test' },
    ...{ role: 'all' as const, demo: false, web: 'dist/web', write: () => undefined },
  });
  return {
    live,
    running,
    root: `${running.url}/t/${live.tenantId}`,
    async close() {
      await running.close();
      await live.close();
    },
  };
}

/** Becomes the first owner by the one-time link, as a person does. Gives the secret of the authenticator app. */
export async function becomeOwner(page: Page, { running }: ConsoleBench): Promise<string> {
  await page.goto(running.link!);
  await page.fill('input[name=name]', 'Elena Marsh');
  await page.fill('input[name=email]', 'elena.marsh@example.com');
  await page.fill('input[name=password]', 'copper lantern mosaic drift');
  await page.click('button[type=submit]');
  await page.getByText('Authenticator app').click();
  await page.waitForSelector('.qr');
  const secret = (await page.textContent('.code'))!.replaceAll(' ', '');
  await page.fill('input[name=code]', codeAt(secret, new Date().toISOString()));
  await page.click('button[type=submit]');
  await page.waitForSelector('.codes');
  await page.getByText('I have stored them').click();
  await page.waitForSelector('nav.side');
  await page.waitForSelector('main h1');
  return secret;
}
