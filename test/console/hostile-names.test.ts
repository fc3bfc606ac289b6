import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { millis, momentOf } from '../../src/core/clock.ts';
import { tenantFolder } from '../../src/server/ask.ts';
import { type RunningServer, runServer } from '../../src/server/run.ts';
import { readSettings } from '../../src/server/settings.ts';
import type { TenantSeed } from '../../src/simulator/tenant.ts';
import { dermatology } from '../../src/simulator/tenants/dermatology.ts';
import { listContentStores, putContentStore } from '../../src/store/content-stores.ts';
import { addDecision } from '../../src/store/decisions.ts';
import { addJob, addJobLine } from '../../src/store/jobs.ts';
import { withSystem, withTenant } from '../../src/store/scope.ts';
import { saveSnapshot } from '../../src/store/snapshots.ts';
import { addVerdict } from '../../src/store/verdicts.ts';
import { fileRecord, many, shareRecord } from '../audit-records.ts';
import { withBrowser } from '../browser.ts';
import { type AuditBench, startAuditBench } from '../audit-bench.ts';
import { tenant as settings } from '../tenant.ts';
import { createAccount } from './session-of.ts';

/** Begins like a formula, breaks out of an attribute, and makes an element that asks for a picture and runs a script. */
const hostile = `=1+1"'><img src=evil-x onerror=window.harmed=1>`;
/** As a file may be named. */
const hostileFile = `=1+1<img src=evil-x onerror=window.harmed=1>`;
const person = 'jun.okada@saguaroderm.example.com';
const note =
  'Patient: Rosa Delgado\nDate of birth: 01/31/1985\nMRN: 4410021\nDiagnosis: basal cell carcinoma, left cheek.\n';
const policy = 'placement:\n  phi: ehr-only\n  ehr: { name: DermaChart, owner: Paula Reyes }\n';

const named = new Set(['displayName', 'userDisplayName', 'title', 'description', 'jobTitle', 'department']);
/** Collections whose `name` is no word of Microsoft's that rules are told by. */
const freeNames = new Set(['conditionalAccessPolicies', 'sites', 'oneDrives', 'users', 'groups', 'mailboxes']);

/** The same tenant as an attacker would name it. */
function hostileSeed(seed: TenantSeed): TenantSeed {
  const walk = (value: unknown, collection: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, collection));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        typeof one === 'string' && (named.has(key) || (key === 'name' && freeNames.has(collection)))
          ? `${hostile} ${one}`
          : walk(one, collection),
      ]),
    );
  };
  const collections = Object.fromEntries(
    Object.entries(seed.collections).map(([name, content]) => [name, walk(content, name)]),
  );
  return { ...seed, collections: collections as TenantSeed['collections'] };
}

/** What the simulated tenant cannot hold. */
const more = {
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
  remoteDomains: [{ identity: hostile, name: hostile, domainName: '*', autoForwardEnabled: true }],
  transportRules: [
    { name: hostile, identity: hostile, state: 'Enabled', comments: hostile, redirectMessageTo: [hostile] },
  ],
  inboundConnectors: [{ name: hostile, identity: hostile, enabled: true, comment: hostile }],
  managedDevices: [{ id: 'd1', deviceName: hostile, operatingSystem: hostile, userPrincipalName: hostile }],
};

describe('names that an attacker chose, on every page of a real browser', () => {
  let live: AuditBench;
  let running: RunningServer;
  let root: string;

  before(async () => {
    spawnSync(process.execPath, ['tools/build-web.ts', '--if-needed'], { stdio: 'inherit' });
    live = await startAuditBench({ seed: hostileSeed({ ...dermatology(), name: `Saguaro ${hostile}` }) });
    const { control } = live.simulator;
    const t = live.tenantId;
    writeFileSync(join(tenantFolder(live, t), 'wardline.yaml'), policy);
    writeFileSync(join(live.cwd, 'wardline.yaml'), policy);
    control.putFile(t, person, `Marketing/${hostileFile}.txt`, note);
    control.share(t, person, `Marketing/${hostileFile}.txt`, { kind: 'anonymous' });
    control.feed(t, { delay: [5, 20], firstContent: 0 });
    const at = (minutes: number) => momentOf(millis(control.clock.now()) + minutes * 60_000).slice(0, 19);
    const run = async (...argv: string[]) => {
      const { exit, err } = await live.run(...argv);
      // 4 and 6: some parts of a tenant without all licenses were not read.
      assert.ok(exit < 3 || argv[0] === 'collect' || argv[0] === 'scan', `${argv.join(' ')}: ${err}`);
    };
    await run('audit', 'pull', '--feed', 'unified', '--since', at(-5));
    control.clock.advance('10m');
    const site = `https://clinic.sharepoint.com/sites/${encodeURIComponent(hostileFile)}`;
    const user = `${hostile}@example.com`;
    control.record(
      t,
      [
        ...many(200, (index) =>
          fileRecord('FileDownloaded', { at: at(index / 20), user, site, file: `${hostile}.pdf` }),
        ),
        shareRecord('AnonymousLinkCreated', { at: at(5), user, site, file: `${hostile}.pdf` }),
      ].map((entry) => ({ ...entry, OrganizationId: t, UserAgent: hostile, ClientIP: '192.0.2.44' })),
    );
    control.clock.advance('12h');
    await run('audit', 'pull', '--feed', 'unified');
    await run('collect');
    await run('assess');
    await run('plan', '--no-rehearsal');
    await run('scan', '--tenant', t);
    const env = { ...process.env, WARDLINE_HOME: live.store.home };
    running = await runServer(live.store, {
      ...{ settings: readSettings({ WARDLINE_PORT: '0' }), env, version: '0.0.0-test' },
      ...{ role: 'serve' as const, demo: false, web: 'dist/web', write: () => undefined },
    });
    root = `${running.url}/t/${t}`;
  });
  after(async () => {
    await running?.close();
    await live?.close();
  });

  /** Nothing of a name became part of the page. */
  async function isUnharmed(page: Page, where: string): Promise<void> {
    const found = await page.evaluate(
      `[...document.querySelectorAll('img[src*="evil"],[onerror],[onload],[onfocus],iframe,object,embed,base,a[href^="javascript:" i]')].map((one) => one.outerHTML.slice(0, 200))`,
    );
    assert.deepEqual(found, [], where);
    assert.equal(await page.evaluate('window.harmed'), undefined, where);
  }

  it('I-6: stored XSS: names stay text on every page, sheet, figure and export', async () => {
    await withTenant(live.store, live.tenantId, async (scope) => {
      await saveSnapshot(scope, settings(more).snapshot, '2026-11-20T08:00:00.000Z');
      await addVerdict(scope, {
        ...{ rule: hostile, subject: 's1', confidence: 85, count: 1, verdict: 'true' as const, reason: hostile },
        ...{ by: hostile, at: '2026-11-20T08:00:00.000Z' },
      });
      const decided = { author: hostile, at: '2026-11-20T08:00:00.000Z', source: 'applied' as const };
      await addDecision(scope, { setting: hostile, reason: hostile, ...decided });
      const kept = (await listContentStores(scope)).find(({ owner, kind }) => owner === person && kind === 'onedrive');
      await putContentStore(
        scope,
        { ...kept!, name: hostile, url: 'javascript:alert(1)', owner: hostile } as never,
        decided.at,
      );
      const job = await addJob(scope, { kind: 'check', parameters: {}, by: hostile, at: running.server.now() });
      await addJobLine(scope, job.id, { at: running.server.now(), line: hostile });
    });
    await withBrowser(async (browser) => {
      const context = await browser.newContext({
        ...{ viewport: { width: 1440, height: 900 }, acceptDownloads: true },
        // Without the policy that would stop a script anyway: what is proved is that none is made.
        bypassCSP: true,
      });
      await context.addCookies([await createAccount(running.server, [['owner', '*']])]);
      await withSystem(live.store, ({ db }) => db.updateTable('accounts').set({ name: hostile }).execute());
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('dialog', (dialog) => {
        faults.push(`a dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        const url = request.url();
        if (!/^(?:data|blob):/.test(url) && !url.startsWith(running.url)) faults.push(url);
        if (url.includes('evil-x') && !url.includes('/api/v1/')) faults.push(url);
      });
      const shown = new Set<string>();
      const look = async (where: string) => {
        await isUnharmed(page, where);
        const main = `${await page.locator('main').textContent()}`;
        const sheet = page.locator('.sheet');
        const over = (await sheet.count()) > 0 ? await sheet.first().textContent() : '';
        if (main.includes('<img src=evil-x') || over?.includes('<img src=evil-x')) shown.add(where.split(':')[0]!);
      };
      /** Where such a name stands without a further step. */
      const atOnce = new Set(['/', '/findings', '/inventory', '/labels', '/alerts', '/review', '/decisions']);
      for (const path of ['/settings/people', '/all', '/account']) atOnce.add(path);
      const question = `/explorer#user=${encodeURIComponent(`${hostile}@example.com`)}`;
      const pages = ['/', '/findings', '/plans', '/drift', '/inventory', '/placement', '/labels', '/links', '/alerts'];
      pages.push(question, '/review', '/evidence', '/config-book', '/decisions', '/calendar');
      for (const part of ['connections', 'people', 'access', 'activity', 'notifications', 'keeping', 'organization'])
        pages.push(`/settings/${part}`);
      for (const path of [...pages, `${running.url}/all`, `${running.url}/account`, `${running.url}/connect`]) {
        await page.goto(path.startsWith('http') ? path : root + path);
        const name = path.replace(running.url, '').split('#')[0]!;
        await page.waitForSelector('main :is(.grid tbody tr, .empty, .card, form)');
        await page.waitForSelector('main .skeleton', { state: 'detached' });
        const text = page.locator('main').getByText('<img src=evil-x');
        if (atOnce.has(name))
          await text
            .first()
            .waitFor({ state: 'attached' })
            .catch(() => assert.fail(`${name} shows no such name`));
        await look(`${name}: as it opens`);
        for (const button of ['Show file names (recorded)', 'Search']) {
          const found = page.locator('main').getByRole('button', { name: button, exact: true }).first();
          if ((await found.count()) === 0 || !(await found.isEnabled())) continue;
          await found.click();
          await page.waitForTimeout(500);
          await look(`${name}: ${button}`);
        }
        const row = page.locator('main .grid tbody tr, main td button.link').first();
        if ((await row.count()) === 0) continue;
        await row.click({ timeout: 1_000 }).catch(() => undefined);
        await page.waitForTimeout(250);
        await look(`${name}: its first row`);
        await page.keyboard.press('Escape');
        const out = page
          .locator('main')
          .getByRole('button', { name: /^Export/ })
          .first();
        if (path.startsWith('http') || (await out.count()) === 0) continue;
        await out.click({ timeout: 1_000 }).catch(() => undefined);
        const choice = page.getByRole('menuitem', { name: 'CSV' });
        if ((await choice.count()) === 0) continue;
        const download = page.waitForEvent('download');
        await choice.click();
        noFormulas(readFileSync(await (await download).path(), 'utf8'), name);
      }
      // Else nothing was proved there.
      const later = ['/placement', '/links', '/explorer'];
      assert.deepEqual(
        later.filter((path) => !shown.has(path)),
        [],
      );
      assert.deepEqual(faults, []);
    });
  });

  it('I-6: reports and files hold names as text, and no cell that is a formula', async () => {
    const inside = async (form: string) => {
      const { exit, out, err } = await live.run('assess', '-o', form);
      assert.ok(exit < 4, err);
      return out;
    };
    const cookie = await createAccount(running.server, [['owner', '*']]);
    const get = async (path: string) => {
      const response = await fetch(`${running.url}/api/v1/t/${live.tenantId}${path}`, {
        headers: { cookie: `${cookie.name}=${cookie.value}` },
      });
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="[\w.-]+"$/);
      return response.text();
    };
    for (const text of [await inside('html'), await inside('junit'), await get('/config-book/html')]) {
      assert.ok(text.includes('evil-x'), 'the name is there');
      assert.doesNotMatch(text, /<img src=evil|<img[^>]*onerror/);
    }
    for (const text of [await inside('md'), await get('/config-book/md')])
      assert.doesNotMatch(text, /(?<!\\)<img src=evil/, 'no raw HTML in Markdown');
    noFormulas(await inside('csv'), 'assess');
  });
});

/** No cell that a spreadsheet would calculate (OWASP, CSV injection); numbers may be negative. */
function noFormulas(text: string, where: string): void {
  const cells = [...text.replace(/^\uFEFF/, '').matchAll(/(?<=^|,|\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?=,|\r?\n|$)/g)];
  assert.ok(cells.length > 3, where);
  for (const [, quoted, bare] of cells) assert.doesNotMatch(quoted ?? bare ?? '', /^[=+@\t\r]|^-(?![\d.]*$)/, where);
}
