import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { main } from '../../src/cli/main.ts';
import { type RunningServer, runServer } from '../../src/server/run.ts';
import { readSettings } from '../../src/server/settings.ts';
import type { Store } from '../../src/store/open.ts';
import { withBrowser } from '../browser.ts';
import { codeIn } from '../server/remote-bench.ts';
import { newTenant, openTestStore, testFolder } from '../store/harness.ts';
import { faultsOf } from './faults.ts';
import { createAccount } from './session-of.ts';

describe('S0-22: a program is signed in on the page of the console', () => {
  let store: Store;
  let running: RunningServer;
  let tenant: string;

  before(async () => {
    spawnSync(process.execPath, ['tools/build-web.ts', '--if-needed'], { stdio: 'inherit' });
    store = await openTestStore();
    tenant = await newTenant(store);
    running = await runServer(store, {
      ...{ settings: readSettings({ WARDLINE_PORT: '0' }), env: process.env, version: '0.0.0-test' },
      ...{ role: 'serve' as const, demo: false, web: 'dist/web', write: () => undefined },
    });
  });
  after(async () => {
    await running.close();
    await store.close();
  });

  /** `wardline login`, up to the code that it shows, and what becomes of it. */
  function login(name: string): { code: Promise<string>; home: string; ended: Promise<{ exit: number; err: string }> } {
    const home = testFolder();
    const shown = Promise.withResolvers<string>();
    let err = '';
    const ended = main(['login', running.url, '--name', name], {
      ...{ cwd: home, env: { WARDLINE_HOME: home }, stdout: { write: () => true } },
      stderr: {
        write(text) {
          err += text;
          const code = codeIn(err);
          if (code) shown.resolve(code);
        },
      },
    }).then((exit) => ({ exit, err }));
    return { code: shown.promise, home, ended };
  }

  const judged = async (page: Page, what: string): Promise<void> => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    assert.deepEqual(await faultsOf(page), [], what);
    // Another theme changes colors alone.
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.waitForTimeout(250);
    assert.deepEqual(await faultsOf(page, ['color-contrast']), [], `${what}, dark`);
  };

  it('code typed, facts read, scope chosen, confirmed; the page stands at 320 px and in both themes', () =>
    withBrowser(async (browser) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      await context.addCookies([await createAccount(running.server, [['owner', '*']])]);
      const page = await context.newPage();
      const program = login('<img src=x onerror=document.title="taken"> desk-4');
      await page.goto(`${running.url}/device`);
      await page.fill('input[name=code]', 'BBBB-BBBB');
      await page.click('button[type=submit]');
      await page.getByText('No program waits with this code').waitFor();
      await judged(page, 'the code');
      await page.fill('input[name=code]', (await program.code).toLowerCase());
      await page.click('button[type=submit]');
      await page.getByText('<img src=x').waitFor();
      await page.getByText('the address that you are at').waitFor();
      await judged(page, 'the facts');
      await page.setViewportSize({ width: 320, height: 800 });
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= 320'), 'nothing is wider than a phone');
      await page.selectOption('select[name=may]', 'read');
      await page.selectOption('select[name=tenant]', tenant);
      await page.click('button[type=submit]');
      await page.getByText('is signed in.').waitFor();
      await judged(page, 'the end');
      assert.doesNotMatch(await page.title(), /taken/);
      const { exit, err } = await program.ended;
      assert.equal(exit, 0, err);
      const kept = JSON.parse(readFileSync(join(program.home, 'login.json'), 'utf8'));
      assert.equal(kept.server, running.url);

      const second = login('desk-5');
      await page.goto(`${running.url}/device`);
      await page.fill('input[name=code]', await second.code);
      await page.click('button[type=submit]');
      await page.getByRole('button', { name: 'Refuse' }).click();
      await page.getByText('It was refused.').waitFor();
      const refused = await second.ended;
      assert.equal(refused.exit, 5, refused.err);
      assert.match(refused.err, /was refused in the console/);
    }));
});
