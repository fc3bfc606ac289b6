import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser as Chromium, Page } from 'playwright-core';
import { listJobs } from '../../src/store/jobs.ts';
import { withSystem, withTenant } from '../../src/store/scope.ts';
import { addTenant } from '../../src/store/tenants.ts';
import { withBrowser } from '../browser.ts';
import { type ConsoleBench, startConsole } from './bench.ts';
import { faultsOf } from './faults.ts';
import { createAccount } from './session-of.ts';

const other = 'd0000000-0000-4000-8000-00000000000b';
const noSuchPage = 'There is no such page';
/** Words of buttons that change something, in Wardline or in the tenant. */
const writing =
  /^(Check|Read again|Scan|Plan|Take in hand|Close|Connect|Renew|Remove|Invite|Edit|Save|Adopt|Approve|Apply|Undo|Sign|Show file names|Open records|Accept)\b/;

describe('each role in a real browser', () => {
  let bench: ConsoleBench;
  before(async () => {
    bench = await startConsole();
    await createAccount(bench.running.server, [['owner', '*']]);
    await withSystem(bench.live.store, (scope) =>
      addTenant(scope, {
        ...{ id: other, name: 'Tidewater Dental', domain: 'tidewater.example.com', color: '#7a4fa3' },
        ...{ cloud: 'commercial', at: bench.running.server.now() },
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
  const sound = async (page: Page, called: string) => {
    assert.deepEqual(await faultsOf(page), [], called);
    // Another theme changes colors alone.
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.waitForTimeout(250);
    assert.deepEqual(await faultsOf(page, ['color-contrast']), [], `${called}, dark`);
    await page.emulateMedia({ colorScheme: 'light' });
  };
  const navigation = (page: Page) => page.locator('nav.side > a, nav.side > div > a').allTextContents();
  const url = () => bench.running.url;

  it('S0-24: an auditor begins at the evidence, is told of what and until when, and finds nothing to change', async () => {
    await withBrowser(async (browser) => {
      const { page, errors } = await open(browser, [['auditor', bench.live.tenantId]]);
      await page.goto(`${url()}/`);
      await page.waitForURL(`${bench.root}/evidence`);
      await page.getByText(/^You read .* as an auditor until Jan 31, 2999\. Nothing can be changed\.$/).waitFor();
      await sound(page, 'evidence');
      for (const [path, ready] of [
        ['', '.gate'],
        ['/findings', '.grid tbody tr'],
        ['/plans', '.empty, .grid'],
        ['/drift', '.empty, .grid'],
        ['/inventory', '.empty'],
        ['/placement', '.empty'],
        ['/labels', '.coverage'],
        ['/links', '.empty'],
        ['/alerts', '.tiles'],
        ['/decisions', '.empty, .grid'],
      ] as const) {
        await page.goto(`${bench.root}${path}`);
        await page.locator(`main ${ready}`).first().waitFor();
        const buttons = await page.locator('main button:not(th button), main a.btn').allTextContents();
        assert.deepEqual(
          buttons.filter((words) => writing.test(words.trim())),
          [],
          path,
        );
      }
      // Pages that were not given to the auditor, and a tenant that was not, look like nothing at all.
      for (const path of [`${bench.root}/explorer`, `${bench.root}/review`, `${url()}/t/${other}/findings`]) {
        await page.goto(path);
        await page.getByText(noSuchPage).waitFor();
        assert.doesNotMatch((await page.textContent('body'))!, /Tidewater/, path);
      }
      const refused = await page.evaluate(
        async ([tenant, foreign]) => {
          const send = (path: string, named: string, method = 'GET') =>
            fetch(`/api/v1/t/${path}`, {
              method,
              ...(method === 'POST' && {
                headers: { 'content-type': 'application/json', 'x-wardline': '1', 'x-wardline-tenant': named },
                body: '{"kind":"check"}',
              }),
            }).then(({ status }) => status);
          return [await send(`${tenant}/jobs`, tenant!, 'POST'), await send(`${foreign}/findings`, foreign!)];
        },
        [bench.live.tenantId, other],
      );
      assert.ok(
        refused.every((status) => status === 403 || status === 404),
        String(refused),
      );
      assert.deepEqual(errors, []);
    });
  });

  it('console.md 4.3: a privacy officer begins at home, decides and approves, and is offered no change of settings', async () => {
    await withBrowser(async (browser) => {
      const { page, errors } = await open(browser, [['privacy-officer', bench.live.tenantId]]);
      await page.goto(`${url()}/`);
      await page.locator('main .gate').waitFor();
      assert.equal(new URL(page.url()).pathname.replace(/\/$/, ''), new URL(bench.root).pathname);
      await sound(page, 'home');
      assert.ok((await navigation(page)).some((words) => words.startsWith('Evidence')));
      await page.goto(`${bench.root}/plans`);
      await page.locator('main .empty, main .grid').first().waitFor();
      assert.equal(await page.getByRole('button', { name: /^Plan / }).count(), 0);
      for (const path of ['/explorer', '/review']) {
        await page.goto(`${bench.root}${path}`);
        await page.locator('main h1').waitFor();
        assert.equal(await page.getByText(noSuchPage).count(), 0, path);
        await sound(page, path);
      }
      assert.deepEqual(errors, []);
    });
  });

  it('console.md 4.3: an employee sees a page of their own, and of the clinic nothing', async () => {
    await withBrowser(async (browser) => {
      const { page, errors } = await open(browser, [['employee', bench.live.tenantId]]);
      await page.goto(`${url()}/`);
      await page.getByRole('heading', { name: 'My page' }).waitFor();
      await sound(page, 'my page');
      await page.setViewportSize({ width: 320, height: 700 });
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
      await page.setViewportSize({ width: 1440, height: 900 });
      for (const path of ['', '/findings', '/alerts', '/inventory', '/settings/people']) {
        await page.goto(`${bench.root}${path}`);
        await page.getByText(noSuchPage).waitFor();
        assert.doesNotMatch((await page.textContent('body'))!, /Larkmeadow/, path);
      }
      await page.goto(`${url()}/all`);
      await page.locator('main .empty').waitFor();
      assert.doesNotMatch((await page.textContent('body'))!, /Larkmeadow|Tidewater/);
      const statuses = await page.evaluate(
        (tenant) =>
          Promise.all(
            ['findings', 'alerts', 'jobs', 'inventory'].map((path) =>
              fetch(`/api/v1/t/${tenant}/${path}`).then(({ status }) => status),
            ),
          ),
        bench.live.tenantId,
      );
      assert.ok(
        statuses.every((status) => status === 403 || status === 404),
        String(statuses),
      );
      assert.deepEqual(errors, []);
    });
  });

  it('console.md 4.3: an MSP engineer begins at all tenants, of which only theirs are there', async () => {
    await withBrowser(async (browser) => {
      const { page } = await open(browser, [['msp', bench.live.tenantId]]);
      await page.goto(`${url()}/`);
      await page.waitForURL(`${url()}/all`);
      await page.locator('main .grid tbody tr').first().waitFor();
      assert.equal(await page.locator('main .grid tbody tr').count(), 1);
      assert.doesNotMatch((await page.textContent('body'))!, /Tidewater/);
      await sound(page, 'all tenants');
    });
  });

  it('I-1: the tenant is changed in one of two tabs: the other goes on writing to its own, and a mismatch is refused on the page', async () => {
    await withBrowser(async (browser) => {
      const { page: first } = await open(browser, [['owner', '*']]);
      await first.goto(bench.root);
      await first.locator('main .gate').waitFor();
      const second = await first.context().newPage();
      await second.goto(bench.root);
      await second.locator('main .gate').waitFor();
      await second.locator('button.ten').click();
      await second
        .getByRole('menuitemradio', { name: /Tidewater/ })
        .or(second.getByRole('menuitem', { name: /Tidewater/ }))
        .first()
        .click();
      await second.waitForURL(`${url()}/t/${other}`);

      // What a broken page or proxy would do: the address of one tenant, the page of the other.
      await first.route('**/api/v1/t/*/jobs', (route) =>
        route.request().method() === 'POST'
          ? route.continue({ url: route.request().url().replace(bench.live.tenantId, other) })
          : route.continue(),
      );
      const answer = first.waitForResponse((response) => response.request().method() === 'POST');
      await first.getByRole('button', { name: 'Check again' }).click();
      assert.equal((await answer).status(), 409);
      await first.unroute('**/api/v1/t/*/jobs');
      const jobsOf = (tenant: string) =>
        withTenant(bench.live.store, tenant, (scope) => listJobs(scope, { limit: 10 }));
      assert.deepEqual(await jobsOf(other), []);
      assert.deepEqual(await jobsOf(bench.live.tenantId), []);

      const accepted = first.waitForResponse((response) => response.request().method() === 'POST');
      await first.getByRole('button', { name: 'Check again' }).click();
      assert.equal((await accepted).status(), 202);
      assert.deepEqual(await jobsOf(other), []);
      assert.deepEqual(
        (await jobsOf(bench.live.tenantId)).map(({ kind }) => kind),
        ['check'],
      );
    });
  });
});
