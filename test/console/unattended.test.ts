import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { type RunningServer, runServer } from '../../src/server/run.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type Store, openStore } from '../../src/store/open.ts';
import { withBrowser } from '../browser.ts';
import { testFolder } from '../store/harness.ts';
import { faultsOf } from './faults.ts';
import { createAccount } from './session-of.ts';

describe('a page that nobody sits before, and single sign-on, in a real browser', () => {
  let store: Store;
  let running: RunningServer;

  before(async () => {
    spawnSync(process.execPath, ['tools/build-web.ts', '--if-needed'], { stdio: 'inherit' });
    store = await openStore({ home: testFolder() });
    const env = {
      ...{ WARDLINE_PORT: '0', WARDLINE_OIDC_CLIENT_ID: 'x', WARDLINE_OIDC_CLIENT_SECRET: 'y' },
      WARDLINE_OIDC_ISSUER: 'https://login.microsoftonline.com/8d3b0a52-6f1e-4c64-9c3f-1f0a7f1e2b01/v2.0',
    };
    running = await runServer(store, {
      ...{ settings: readSettings(env), env: { ...process.env, WARDLINE_HOME: store.home }, version: '0.0.0-test' },
      ...{ role: 'serve' as const, demo: false, web: 'dist/web', write: () => undefined },
    });
  });
  after(async () => {
    await running?.close();
    await store?.close();
  });

  it('S0-22: after half an hour without a touch it asks, and then leaves what it showed', async () => {
    await withBrowser(async (browser) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await context.addCookies([await createAccount(running.server, [['owner', '*']])]);
      const page = await context.newPage();
      await page.clock.install();
      await page.goto(`${running.url}/account`);
      await page.getByRole('heading', { name: 'Sign in with Microsoft' }).waitFor();
      await page.getByRole('button', { name: 'Go to Microsoft' }).waitFor();
      assert.deepEqual(await faultsOf(page), []);
      const question = page.getByRole('alertdialog');
      await page.clock.fastForward('28:00');
      await page.clock.runFor(6_000);
      assert.equal(await question.count(), 0);
      await page.clock.fastForward('01:00');
      await page.clock.runFor(6_000);
      await question.waitFor();
      assert.deepEqual(await faultsOf(page), []);
      await page.getByRole('button', { name: 'Stay signed in' }).click();
      await question.waitFor({ state: 'detached' });
      await page.clock.fastForward('30:10');
      await page.clock.runFor(6_000);
      await page.waitForURL(/\/sign-in\?to=%2Faccount$/);
      await page.getByRole('link', { name: 'Sign in with Microsoft' }).waitFor();
      assert.deepEqual(await faultsOf(page), []);
      await page.goto(`${running.url}/account`);
      await page.waitForURL(/\/sign-in/);
    });
  });
});
