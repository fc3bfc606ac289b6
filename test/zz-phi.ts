import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { withBrowser } from './browser.ts';
import { becomeOwner } from './console/bench.ts';
const link = /http:\/\/localhost:\d+\/welcome#\S+/.exec(readFileSync('/tmp/phi-serve.err','utf8'))![0];
const only = process.argv.slice(2);
await withBrowser(async (browser) => {
  const state = '/tmp/phi-state.json';
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...(existsSync(state) && { storageState: state }) });
  const page = await context.newPage();
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()));
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  page.on('requestfailed', (e) => console.log('requestfailed', e.url()));
  page.on('response', (r) => r.status() >= 400 && console.log(r.status(), r.url()));
  const shot = async (n: string, full = true) => { await page.waitForTimeout(700); await page.screenshot({ path: `/tmp/phishots/${n}.png`, fullPage: full }); };
  if (!existsSync(state)) { await becomeOwner(page, { running: { link } } as never); writeFileSync(state, JSON.stringify(await context.storageState())); }
  const t = 'http://localhost:8791/t/7c1a5e00-0000-4000-8000-000000000001';
  await page.goto(`${t}/inventory`);
  await page.waitForSelector('.empty, .tiles');
  if (await page.getByText('Not scanned yet').count()) {
    await shot('never');
    await page.getByRole('button', { name: 'Scan now' }).click();
    await shot('scan-dialog', false);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Scan', exact: true }).click();
    await page.waitForSelector('.scan');
    await shot('scanning');
    await page.waitForSelector('.tiles', { timeout: 180000 });
    await page.waitForSelector('.scan', { state: 'detached', timeout: 300000 });
  }
  const pages: [string, () => Promise<unknown>][] = [
    ['inventory', async () => { await page.goto(`${t}/inventory`); await page.waitForSelector('.grid tbody tr'); }],
    ['store', async () => { await page.goto(`${t}/inventory`); await page.waitForSelector('.grid tbody tr'); await page.click('.grid tbody tr >> nth=0'); await page.waitForSelector('.filters .chip'); await page.waitForSelector('.grid tbody tr'); }],
    ['placement', async () => { await page.goto(`${t}/placement`); await page.waitForSelector('.empty, .grid'); }],
    ['links', async () => { await page.goto(`${t}/links`); await page.waitForSelector('.grid tbody tr'); }],
    ['labels', async () => { await page.goto(`${t}/labels`); await page.waitForSelector('.coverage, .empty'); }],
  ];
  for (const [name, go] of pages) {
    if (only.length && !only.includes(name)) continue;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    await go(); await shot(name);
    await page.emulateMedia({ colorScheme: 'dark' }); await shot(`${name}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 }); await shot(`${name}-phone`);
    const wide = await page.evaluate('document.documentElement.scrollWidth'); if (Number(wide) > 391) console.log(name, 'overflows phone', wide);
  }
  if (!only.length || only.includes('sheets')) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await pages[1]![1](); await page.click('.grid tbody tr >> nth=0'); await page.waitForSelector('.sheet'); await shot('item-sheet', false);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show file names' }).click(); await page.waitForTimeout(800); await shot('store-names', false);
    await pages[3]![1](); await page.click('.grid tbody tr >> nth=0 >> input'); await page.click('.grid tbody tr >> nth=1 >> input');
    await page.getByRole('button', { name: 'What would end' }).click(); await page.waitForSelector('.changes li'); await shot('end-sheet', false);
  }
});
