import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { withBrowser } from '../browser.ts';
import { type ConsoleBench, becomeOwner, startConsole } from './bench.ts';
import { createAccount } from './session-of.ts';

/** What axe finds wrong on a page, in words short enough to read in a failure. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[];
  };
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(' '))
        .join(', ')}`,
  );
}

describe('the console in a real browser', () => {
  let bench: ConsoleBench;
  before(async () => {
    bench = await startConsole();
  });
  after(() => bench.close());

  it('I-2 I-7 I-8 S0-89: from the one-time link to findings, a plan, an applied fix that turned green, and an undo', async () => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        if (!/^(?:http:\/\/localhost:|data:|blob:)/.test(request.url())) elsewhere.push(request.url());
      });
      await becomeOwner(page, bench);
      assert.deepEqual(await faultsOf(page), []);

      // Nothing was checked yet; checking is one press, and the page fills by itself.
      await page.getByRole('button', { name: 'Check now' }).click();
      await page.waitForSelector('.gate', { timeout: 60_000 });
      assert.match((await page.textContent('.gate'))!, /PHI gate: closed/);
      assert.deepEqual(await faultsOf(page), []);

      await page.getByRole('link', { name: 'All findings' }).click();
      await page.waitForSelector('.grid tbody tr');
      assert.deepEqual(await faultsOf(page), []);

      // By keyboard: into the grid, down, open, next finding, back.
      await page.locator('.grid [tabindex="0"]').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.sheet');
      const first = await page.textContent('.sheet h2');
      await page.getByRole('button', { name: 'Next finding' }).click();
      await page.waitForFunction(`document.querySelector('.sheet h2')?.textContent !== ${JSON.stringify(first)}`);
      assert.deepEqual(await faultsOf(page), []);
      await page.keyboard.press('Escape');
      await page.waitForSelector('.sheet', { state: 'detached' });

      await page.goto(`${bench.root}/findings/sharepoint.anyone-links-off`);
      await page.getByRole('button', { name: 'Make a plan for it' }).click();
      await page.waitForSelector('.change', { timeout: 30_000 });
      assert.deepEqual(await faultsOf(page), []);
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      // The tenant's name stands on the button that writes.
      await page.getByRole('button', { name: `Approve: ${bench.live.name}` }).click();
      await page.getByRole('button', { name: `Apply to ${bench.live.name}` }).click();
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: `Apply to ${bench.live.name}` })
        .click();
      await page.getByText('Done, read back').waitFor({ timeout: 60_000 });
      const undo = page.getByRole('button', { name: 'Undo', exact: true });
      await undo.waitFor({ timeout: 60_000 });

      await page.goto(`${bench.root}/findings/sharepoint.anyone-links-off`);
      await page.waitForSelector('.sheet .o-pass', { timeout: 30_000 });
      await page.goBack();
      await undo.click();
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: `Undo: ${bench.live.name}` })
        .click();
      await page.getByText('Undone').first().waitFor({ timeout: 60_000 });
      assert.deepEqual(errors, []);
      assert.deepEqual(elsewhere, [], 'the console fetches nothing from elsewhere');
    });
  });

  it('I-8: the first load is at most 300 KB of script by gzip, and Home is usable within 1.5 s', async () => {
    const cookie = await createAccount(bench.running.server, [['it-admin', bench.live.tenantId]]);
    await withBrowser(async (browser) => {
      const times: number[] = [];
      let size = 0;
      // The machine may be busy with something else: the quickest of three counts.
      for (let turn = 0; turn < 3; turn += 1) {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        await context.addCookies([cookie]);
        const page = await context.newPage();
        const scripts: Promise<Buffer>[] = [];
        page.on('response', (response) => {
          if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.body());
        });
        const begun = performance.now();
        await page.goto(bench.root);
        await page.waitForSelector('.gate');
        times.push(performance.now() - begun);
        size = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0);
        await context.close();
      }
      assert.ok(size > 50_000 && size <= 300 * 1_024, `${Math.round(size / 1_024)} KB`);
      assert.ok(Math.min(...times) <= 1_500, times.map((time) => Math.round(time)).join(', '));
    });
  });

  it('S0-128: dark, and 320 px wide, nothing scrolls sideways and axe finds nothing', async () => {
    await withBrowser(async (browser) => {
      const context = await browser.newContext({ viewport: { width: 320, height: 700 }, colorScheme: 'dark' });
      const page = await context.newPage();
      await page.goto(`${bench.running.url}/sign-in`);
      await page.waitForSelector('input[name=email]');
      assert.deepEqual(await faultsOf(page), []);
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
      assert.ok(wide <= 320, String(wide));
    });
  });
});
