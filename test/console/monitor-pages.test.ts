import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { millis, momentOf } from '../../src/core/clock.ts';
import { type RunningServer, runServer } from '../../src/server/run.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type AuditBench, startAuditBench } from '../audit-bench.ts';
import { fileRecord, loginRecord, many, roleRecord, shareRecord } from '../audit-records.ts';
import { withBrowser } from '../browser.ts';
import { faultsOf } from './faults.ts';
import { createAccount } from './session-of.ts';

const site = 'https://clinic.sharepoint.com/sites/intranet';
const hostile = '<img src=x onerror="window.harmed=1">';
/** A folder for pictures of the pages, for who wants to look at them. */
const shots = process.env['WARDLINE_SHOTS'];

describe('alerts, access explorer and log review in a real browser', () => {
  let live: AuditBench;
  let running: RunningServer;
  let root: string;
  const at = (minutes: number) => momentOf(millis(live.simulator.control.clock.now()) + minutes * 60_000).slice(0, 19);

  before(async () => {
    spawnSync(process.execPath, ['tools/build-web.ts', '--if-needed'], { stdio: 'inherit' });
    live = await startAuditBench();
    const t = live.tenantId;
    live.simulator.control.feed(t, { delay: [5, 20], firstContent: 0 });
    await live.run('audit', 'pull', '--feed', 'unified', '--since', at(-5));
    live.advance('10m');
    live.simulator.control.record(
      t,
      [
        ...many(200, (index) =>
          fileRecord('FileDownloaded', {
            ...{ at: at(index / 20), user: 'nina@clinic.example.com', site, ip: '192.0.2.44' },
            file: `Ochoa MRN 4410 ${index}.pdf`,
          }),
        ),
        ...many(8, (index) =>
          fileRecord('FileAccessed', {
            at: at(60 * index),
            user: `${hostile}@clinic.example.com`,
            site,
            file: `${hostile}.pdf`,
          }),
        ),
        ...many(5, (index) => loginRecord({ at: at(70 * index), user: 'omar@clinic.example.com' })),
        roleRecord({ at: at(4) }),
        shareRecord('AnonymousLinkCreated', { at: at(5), user: `${hostile}@clinic.example.com`, site, file: 'x.pdf' }),
      ].map((entry) => ({ ...entry, OrganizationId: t })),
    );
    live.advance('12h');
    const pulled = await live.run('audit', 'pull', '--feed', 'unified');
    assert.equal(pulled.exit, 0, pulled.err);
    const env = { ...process.env, WARDLINE_HOME: live.store.home };
    running = await runServer(live.store, {
      ...{ settings: readSettings({ WARDLINE_PORT: '0' }), env, version: '0.0.0-test' },
      ...{ role: 'serve' as const, demo: false, web: 'dist/web', write: () => undefined },
    });
    root = `${running.url}/t/${t}`;
  });
  after(async () => {
    await running?.close();
    await live.close();
  });

  const looked = async (page: Page, name: string) => {
    for (const [theme, width, height] of [
      ['light', 1440, 900],
      ['dark', 1440, 900],
      ['light', 390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
      await page.waitForTimeout(150);
      assert.deepEqual(await faultsOf(page), [], `${name}, ${theme}, ${width}`);
      const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      assert.equal(over, 0, `${name} scrolls sideways at ${width}`);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${theme}-${width}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    assert.equal(await page.evaluate('window.harmed'), undefined, 'names are text');
    assert.doesNotMatch((await page.textContent('body'))!, /Ochoa/);
  };

  it('S0-77 S0-78 S0-79 S0-80 S0-83: triage, explorer and review by keyboard and mouse, in both themes and on a phone', async () => {
    await withBrowser(async (browser) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addCookies([await createAccount(running.server, [['owner', '*']])]);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      const addresses: string[] = [];
      page.on('request', (request) => addresses.push(request.url()));

      await page.goto(`${root}/alerts`);
      await page.waitForSelector('.grid tbody tr');
      await page.waitForSelector('.figure svg');
      await looked(page, 'alerts');
      await page.locator('.grid tbody tr', { hasText: 'nina@' }).first().click();
      await page.waitForSelector('.sheet .steps');
      await looked(page, 'alert');
      await page.locator('.sheet').getByRole('button', { name: 'Close', exact: true }).last().click();
      await page.fill('input[name=reason]', 'Planned move of the ward');
      await page.selectOption('select[name=verdict]', 'false-positive');
      await page.locator('.dialog button[type=submit]').click();
      await page.waitForSelector('.sheet .sf', { state: 'detached' });
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Closed 1$/ }).waitFor();

      await page.goto(`${root}/explorer#user=nina%40clinic.example.com`);
      await page.getByText('200 events in all.').waitFor();
      await page.goto(`${root}/findings`);
      await page.goto(`${root}/explorer`);
      await page.waitForSelector('.ask');
      await looked(page, 'explorer-start');
      await page.fill('input[name=name]', 'Zebulon Quartermaine');
      await page.fill('input[name=birthDate]', '1985-03-05');
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByText('No event matches.').waitFor();
      assert.ok(!addresses.some((address) => address.includes('Zebulon')), 'no address names a patient');
      await page.selectOption('.ask select', 'site');
      await page.fill('input[name=site]', site);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.waitForSelector('.grid tbody tr');
      await looked(page, 'explorer');
      await page.getByRole('button', { name: 'Open shown records (recorded)' }).click();
      await page.waitForSelector('.grid pre');
      assert.match((await page.textContent('.grid pre'))!, /Ochoa|img src/);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export all as CSV' }).click();
      assert.match((await download).suggestedFilename(), /^access-.*\.csv$/);

      live.advance('45d');
      await page.goto(`${root}/review`);
      await page.waitForSelector('.grid tbody tr');
      await looked(page, 'review');
      await page.getByText('nobody has signed it').waitFor();
      await page.getByRole('button', { name: 'Choose all that are left' }).click();
      await page.getByRole('button', { name: 'As expected' }).click();
      await page.getByText('Every item is decided.').first().waitFor();
      await page.getByRole('button', { name: 'Sign this review' }).click();
      await page.fill('input[name=note]', 'Read with Dr. Okafor');
      await page.locator('.dialog button[type=submit]').click();
      await page.getByText(/^Signed by /).waitFor();
      assert.deepEqual(errors, []);
    });
  });

  it('S0-79: two clicks from the list to a decision, like ones with it, and what was decided is kept', async () => {
    await withBrowser(async (browser) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addCookies([await createAccount(running.server, [['owner', '*']])]);
      const page = await context.newPage();
      await page.goto(`${root}/alerts`);
      const rows = page.locator('.grid tbody tr');
      await rows.first().waitFor();
      const counted = async (name: string) =>
        Number(
          (await page.getByRole('button', { name: new RegExp(`^${name} \\d+$`) }).textContent())!.split(' ').pop(),
        );
      const [untriaged, closed] = [await counted('Untriaged'), await counted('Closed')];
      assert.ok(untriaged >= 2, `${untriaged}`);

      const title = (await rows.first().locator('.b').first().textContent())!;
      await rows.first().click();
      await page.getByRole('button', { name: 'Take in hand' }).click();
      await page.getByText('In hand', { exact: true }).first().waitFor();
      await page.locator('.sheet').getByText('taken in hand').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.sheet').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^In hand [1-9]/ }).click();
      await rows.filter({ hasText: title }).first().waitFor();

      await page.getByRole('button', { name: /^Untriaged/ }).click();
      await rows.first().click();
      await page
        .getByRole('button', { name: /^It was this, a false alarm/ })
        .first()
        .click();
      await page.locator('.sheet .sf').waitFor({ state: 'detached' });
      await page.locator('.sheet').getByText('False alarm').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: new RegExp(`^Closed ${closed + 1}$`) }).waitFor();
      const history = await live.run('alerts', 'list', '--state', 'closed', '-o', 'json');
      assert.match(history.out, /false-positive/);
    });
  });
});
