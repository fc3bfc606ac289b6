import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser as Chromium, Page } from 'playwright-core';
import { createAccount } from './session-of.ts';
import { addTenant } from '../../src/store/tenants.ts';
import { withSystem } from '../../src/store/scope.ts';
import { withBrowser } from '../browser.ts';
import { type ConsoleBench, startConsole } from './bench.ts';
import { faultsOf } from './faults.ts';

/** What a tenant, a person and a route may be called by somebody hostile. */
const hostile = `"><img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

describe('account, settings, tenants and evidence in a real browser', () => {
  let bench: ConsoleBench;
  let other: string;
  before(async () => {
    bench = await startConsole();
    other = 'hostile-names';
    await withSystem(bench.live.store, (scope) =>
      addTenant(scope, {
        id: other,
        name: hostile,
        color: '#7a4fa3',
        cloud: 'commercial',
        at: bench.running.server.now(),
      }),
    );
    for (const verb of ['collect', 'assess']) {
      const { exit, err } = await bench.live.run(verb, '--tenant', bench.live.tenantId, '-o', 'json');
      assert.ok([0, 3, 6].includes(exit), err);
    }
  });
  after(() => bench.close());

  const open = async (
    browser: Chromium,
    roles: Parameters<typeof createAccount>[1],
  ): Promise<{ page: Page; errors: string[] }> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies([await createAccount(bench.running.server, roles)]);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    return { page, errors };
  };
  /** Each page with what shows that it is whole. */
  const pages = (): [path: string, ready: string][] => [
    [bench.root, '.gate'],
    [`${bench.running.url}/account`, '.kv'],
    [`${bench.root}/settings`, '.kv'],
    [`${bench.root}/settings/people`, '.grid'],
    [`${bench.root}/settings/access`, '.grid'],
    [`${bench.root}/settings/activity`, '.grid, .empty'],
    [`${bench.root}/settings/notifications`, '.empty'],
    [`${bench.root}/settings/keeping`, '.kv'],
    [`${bench.root}/settings/organization`, '.empty, pre'],
    [`${bench.root}/settings/keys`, '.kv'],
    [`${bench.root}/calendar/2026-11`, '.legend'],
    [`${bench.root}/digest`, '.two'],
    [`${bench.root}/dlp-events`, '.empty, .grid'],
    [`${bench.running.url}/api`, 'h1'],
    [`${bench.running.url}/api/findings.list`, 'h1'],
    [`${bench.running.url}/all`, '.grid'],
    [`${bench.running.url}/connect`, 'form'],
    [`${bench.running.url}/connect?tenant=${bench.live.tenantId}`, '.steps'],
    [`${bench.root}/drift`, '.empty, .grid'],
    [`${bench.root}/config-book`, 'table'],
    [`${bench.root}/decisions`, '.empty, .grid'],
    [`${bench.root}/evidence`, '.grid'],
  ];

  it('S0-128: axe finds nothing in both themes, nothing scrolls sideways at 320 px, hostile names stay names', async () => {
    await withBrowser(async (browser) => {
      const { page, errors } = await open(browser, [['owner', '*']]);
      for (const [path, ready] of pages()) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(path);
        await page.waitForSelector(ready, { timeout: 20_000 });
        assert.deepEqual(await faultsOf(page), [], path);
        // Another theme changes colors alone.
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
        await page.waitForTimeout(250);
        assert.deepEqual(await faultsOf(page, ['color-contrast']), [], `${path}, dark`);
        await page.setViewportSize({ width: 320, height: 700 });
        const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
        assert.ok(wide <= 320, `${path}: ${wide}`);
        assert.notEqual(await page.title(), 'owned', path);
      }
      await page.goto(`${bench.running.url}/all`);
      await page.waitForSelector('.grid');
      assert.ok((await page.textContent('.grid'))!.includes(hostile), 'the name is shown as it is');
      assert.deepEqual(errors, []);
    });
  });

  it('S0-22 S0-24: an auditor sees settings and evidence and no button that writes', async () => {
    await withBrowser(async (browser) => {
      const { page } = await open(browser, [['auditor', bench.live.tenantId]]);
      const writing =
        /^(Check|Test|Connect|Renew|Remove|Invite|Edit|Begin|Save|Set secret|Adopt|Plan to|Approve|Apply)\b/;
      for (const [path, ready] of pages().filter(
        ([path]) => path.startsWith(bench.root) && !/\/(people|keys)$/.test(path),
      )) {
        await page.goto(path);
        await page.waitForSelector(ready, { timeout: 20_000 });
        const buttons = await page.locator('main .btn').allTextContents();
        assert.deepEqual(
          buttons.filter((words) => writing.test(words.trim())),
          [],
          path,
        );
      }
      await page.goto(`${bench.root}/evidence`);
      const download = page.waitForEvent('download');
      await page.getByText('Export (recorded)').click();
      assert.match((await download).suggestedFilename(), /^evidence-.*\.json$/);
      await page.goto(`${bench.running.url}/account`);
      await page.getByText(/until Jan 31, 2999/).waitFor();
    });
  });

  it('I-1: a page that was left open on one tenant never writes to another', async () => {
    await withBrowser(async (browser) => {
      const { page } = await open(browser, [['owner', '*']]);
      await page.goto(`${bench.root}/settings/organization`);
      await page.waitForSelector('.empty');
      // Somebody changes the address under the page: what it sends still names the tenant that it shows.
      const answers = await page.evaluate(
        async ([shown, meant]) => {
          const send = (path: string, named?: string) =>
            fetch(`/api/v1/t/${path}/organization`, {
              method: 'PUT',
              headers: {
                'content-type': 'application/json',
                'x-wardline': '1',
                ...(named !== undefined && { 'x-wardline-tenant': named }),
              },
              body: JSON.stringify({ text: 'approvals:\n  people: 1\n', revision: '', reason: 'Meant for another.' }),
            }).then((answer) => answer.status);
          return [await send(meant!, shown), await send(meant!)];
        },
        [bench.live.tenantId, other],
      );
      assert.deepEqual(answers, [409, 409]);
      const second = await page.context().newPage();
      await second.goto(`${bench.running.url}/t/${other}/settings/organization`);
      await second.getByRole('button', { name: 'Begin with the commented example' }).click();
      await second.locator('textarea').fill('approvals:\n  people: 2\n');
      await second.getByLabel('Why it changes').fill('For this tenant alone.');
      // The button says whose file it is.
      await second.getByRole('button', { name: `Save for ${hostile}` }).click();
      await second.getByText('Saved. It counts from the next check on.').waitFor();
      await page.reload();
      await page.getByText('There is no organization file yet.').waitFor();
      assert.notEqual(await second.title(), 'owned', 'the name of a tenant ran as a script');
    });
  });

  it('S0-22: an owner invites somebody by a link that is shown once, and a fault in a file names its line', async () => {
    await withBrowser(async (browser) => {
      const { page } = await open(browser, [['owner', '*']]);
      await page.goto(`${bench.root}/settings/people`);
      await page.getByRole('button', { name: 'Invite somebody' }).click();
      await page.getByLabel('Name', { exact: true }).fill(hostile.slice(0, 100));
      await page.getByLabel('Work address').fill('ruth.adeyemi@example.com');
      await page.getByRole('button', { name: 'Make the link' }).click();
      assert.match((await page.textContent('.codes'))!, /\/welcome#/);
      assert.deepEqual(await faultsOf(page), []);
      await page.getByRole('button', { name: 'I have kept it' }).click();
      await page.getByText('ruth.adeyemi@example.com').waitFor();
      assert.equal(await page.locator('.codes').count(), 0);
      assert.doesNotMatch(await page.title(), /owned/);

      await page.goto(`${bench.root}/settings/organization`);
      await page.getByRole('button', { name: 'Begin with the commented example' }).click();
      await page.locator('textarea').fill('approvals:\n  people: 7\n');
      await page.getByLabel('Why it changes').fill('Seven people.');
      await page.getByRole('button', { name: /^Save for/ }).click();
      await page.getByText(/line 2: approvals\.people/).waitFor();

      await page.goto(`${bench.running.url}/account`);
      await page.getByRole('button', { name: 'Make a token' }).click();
      await page.getByLabel('What it is for').fill('Nightly export');
      await page.getByRole('button', { name: 'All that only reads' }).click();
      await page.locator('form').getByRole('button', { name: 'Make a token' }).click();
      assert.match((await page.textContent('.codes'))!, /^wlt_/);
      await page.getByRole('button', { name: 'I have kept it' }).click();
      await page.getByRole('button', { name: 'End it: Nightly export' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'End it' }).click();
      await page.getByText('You have no token.').waitFor();
    });
  });
});
