import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, runServer } from '../../src/server/run.ts';
import { tenantFolder } from '../../src/server/ask.ts';
import { readSettings } from '../../src/server/settings.ts';
import { dermatology } from '../../src/simulator/tenants/dermatology.ts';
import { putContentStore, listContentStores } from '../../src/store/content-stores.ts';
import { withTenant } from '../../src/store/scope.ts';
import { saveSnapshot } from '../../src/store/snapshots.ts';
import { addVerdict } from '../../src/store/verdicts.ts';
import { withBrowser } from '../browser.ts';
import { type ContentBench, startContentBench } from '../content.ts';
import { tenant as settings } from '../tenant.ts';
import { becomeOwner } from './bench.ts';

const hostile = '<img src=x onerror="window.harmed=1">';
const formula = '=1+1 MRN 4410021';
const person = 'jun.okada@saguaroderm.example.com';
const note =
  'Patient: Rosa Delgado\nDate of birth: 01/31/1985\nMRN: 4410021\nDiagnosis: basal cell carcinoma, left cheek.\n';
const now = '2026-11-20T08:00:00.000Z';
const policy = 'placement:\n  phi: ehr-only\n  ehr: { name: DermaChart, owner: Paula Reyes }\n';

/** Names as an attacker would give them, wherever a tenant gives names. */
const labels = {
  labels: [{ name: hostile, guid: 'a0000000-0000-4000-8000-000000000002', disabled: false, encryptionEnabled: false }],
  labelPolicies: [{ name: hostile, guid: 'p1', enabled: true, labels: [hostile, `gone ${hostile}`], settings: [] }],
  dlpPolicies: [
    {
      ...{ name: hostile, guid: 'g1', mode: 'TestWithNotifications', enabled: true, exchangeLocation: ['All'] },
      ...{ sharePointLocation: [], oneDriveLocation: [], teamsLocation: [], endpointDlpLocation: [] },
    },
  ],
  dlpRules: [{ name: hostile, parentPolicyName: hostile, disabled: false, isAdvancedRule: false }],
  dlpLicense: { licensed: true },
};

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { target: string[] }[] }[];
  };
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(' '))
        .join(', ')}`,
  );
}

describe('inventory, links, labels and placement in a real browser', () => {
  let live: ContentBench;
  let running: RunningServer;
  let root: string;
  let state: string;

  before(async () => {
    spawnSync(process.execPath, ['tools/build-web.ts', '--if-needed'], { stdio: 'inherit' });
    live = await startContentBench(dermatology());
    const { control } = live.simulator;
    for (const name of [hostile.replaceAll('"', ''), formula])
      control.putFile(live.tenantId, person, `Marketing/${name}.txt`, note);
    control.share(live.tenantId, person, `Marketing/${formula}.txt`, { kind: 'anonymous' });
    const env = { ...process.env, WARDLINE_HOME: live.home, WARDLINE_PORT: '0' };
    running = await runServer(live.store, {
      ...{ settings: readSettings({ WARDLINE_PORT: '0' }), env, version: '0.0.0-test' },
      ...{ role: 'all' as const, demo: false, web: 'dist/web', write: () => undefined },
    });
    writeFileSync(join(tenantFolder(live, live.tenantId), 'wardline.yaml'), policy);
    root = `${running.url}/t/${live.tenantId}`;
    state = join(live.cwd, 'signed-in.json');
  });
  after(async () => {
    await running?.close();
    await live?.close();
  });

  const open = async (browser: Browser, more: object = {}) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, storageState: state, ...more });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    return { page, errors };
  };
  const harmed = (page: Page) => page.evaluate('window.harmed');

  it('S0-51: never scanned says so; one press begins, the job tells how far it is, and the stores appear', async () => {
    await withBrowser(async (browser) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await becomeOwner(page, { running } as never);
      await context.storageState({ path: state });
      await page.goto(`${root}/inventory`);
      await page.getByText('Not scanned yet: what lies here is not known.').waitFor();
      assert.deepEqual(await faultsOf(page), []);
      await page.getByRole('button', { name: 'Scan now' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Scan', exact: true }).click();
      await page.locator('.scan').waitFor();
      await page.locator('.tiles').waitFor({ timeout: 120_000 });
      await page.locator('.scan').waitFor({ state: 'detached', timeout: 120_000 });
      await page.locator('.grid tbody tr').first().waitFor();
      // The page counts anew a moment after the job has ended.
      await page.locator('.tiles > div', { hasText: /Open to anyone\s*1 item/ }).waitFor({ timeout: 60_000 });

      // What was planted is what the page of the store shows, once the names are asked for.
      await page
        .locator('.grid tbody tr', { hasText: `OneDrive of ${person.split('@')[0]}` })
        .first()
        .click();
      await page.waitForURL(/\/inventory\//);
      await page.getByRole('button', { name: 'All', exact: true }).click();
      const planted = live.simulator.control
        .groundTruth(live.tenantId)
        .filter(({ store }) => store === decodeURIComponent(page.url().split('/').at(-1)!));
      assert.ok(planted.length > 0, page.url());
      await page
        .locator('.grid tbody tr')
        .nth(planted.length - 1)
        .waitFor();
      await page.getByRole('button', { name: 'Show file names (recorded)' }).click();
      await page.getByText('It is recorded that you saw them.').waitFor();
      const shown = (await page.textContent('.grid'))!;
      for (const { path } of planted) assert.ok(shown.includes(path.split('/').at(-1)!), path);
    });
  });

  it('I-6: names from the tenant are text on every page, in the figures and in exports', async () => {
    await withTenant(live.store, live.tenantId, async (scope) => {
      const first = (await listContentStores(scope)).find(({ owner, kind }) => owner === person && kind === 'onedrive');
      await putContentStore(
        scope,
        { ...first!, name: hostile, url: 'javascript:alert(1)', owner: hostile } as never,
        now,
      );
      await saveSnapshot(scope, settings(labels).snapshot, now);
      await addVerdict(scope, {
        ...{ rule: hostile, subject: 's1', confidence: 85, count: 1, verdict: 'true', reason: 'Looked at.' },
        ...{ by: 'ana@example.com', at: now },
      });
    });
    await withBrowser(async (browser) => {
      const { page, errors } = await open(browser);
      await page.goto(`${root}/inventory`);
      await page.locator('.grid tbody tr').first().waitFor();
      assert.ok((await page.textContent('main'))!.includes(hostile));
      await page.goto(`${root}/labels`);
      await page.locator('.coverage').waitFor();
      for (const part of ['.coverage', '.rules', 'th.label'])
        assert.ok((await page.textContent(part))!.includes(hostile), part);
      for (const path of ['/placement', '/links']) {
        await page.goto(`${root}${path}`);
        await page.locator('.grid tbody tr').first().waitFor();
        await page.getByRole('button', { name: 'Show file names (recorded)' }).click();
        await page.getByText('It is recorded that you saw them.').waitFor();
        assert.ok((await page.textContent('main'))!.includes(formula), path);
      }
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitem', { name: 'CSV' }).click();
      const saved = readFileSync(await (await download).path(), 'utf8');
      assert.doesNotMatch(saved, /(?:^|[,\n"])[=+@]/m, 'no cell begins like a formula');
      await page.goto(`${root}/inventory`);
      await page.locator('.grid tbody tr', { hasText: 'onerror' }).first().click();
      await page.getByRole('button', { name: 'Show file names (recorded)' }).click();
      await page.getByText('It is recorded that you saw them.').waitFor();
      assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
      assert.equal(await harmed(page), undefined);
      assert.deepEqual(errors, []);
    });
  });

  it('S0-59: file names are masked until they are asked for, and one entry in the activity log says so', async () => {
    await withBrowser(async (browser) => {
      const { page } = await open(browser);
      await page.goto(`${root}/placement`);
      await page.locator('.grid tbody tr').first().waitFor();
      assert.doesNotMatch((await page.textContent('main'))!, /Marketing|4410021/);
      await page.locator('.grid [tabindex="0"]').first().focus();
      await page.keyboard.press('Enter');
      await page.locator('.sheet ol.steps li').first().waitFor();
      assert.match((await page.textContent('.sheet'))!, /DermaChart \(ask Paula Reyes\)/);
    });
  });

  it('S0-128: axe finds nothing in light and dark, and 320 px wide nothing of the pages is cut off', async () => {
    await withBrowser(async (browser) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, errors } = await open(browser, { colorScheme });
        for (const path of ['inventory', 'placement', 'links', 'labels']) {
          await page.setViewportSize({ width: 1440, height: 900 });
          await page.goto(`${root}/${path}`);
          await page.locator('.grid tbody tr, .coverage').first().waitFor();
          assert.deepEqual(await faultsOf(page), [], `${path}, ${colorScheme}`);
          await page.setViewportSize({ width: 320, height: 700 });
          await page.waitForTimeout(200);
          // Data grids and the row of a section's pages alone may scroll, and within themselves.
          const over = await page.evaluate(
            `[...document.querySelectorAll('main, main *')].filter((one) => one.getBoundingClientRect().right > 321 && !one.closest('.grid-wrap, .tabs')).map((one) => one.tagName + '.' + one.getAttribute('class')).slice(0, 4).join(' ')`,
          );
          assert.equal(over, '', `${path}, ${colorScheme}`);
        }
        assert.deepEqual(errors, []);
      }
    });
  });
});
