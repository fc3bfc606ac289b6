import { readFileSync, existsSync, writeFileSync } from 'node:fs';
import { withBrowser } from './browser.ts';
import { codeAt } from './server/harness.ts';
const pages = (process.env['PAGES'] ?? 'calendar digest dlp-events settings/notifications settings/keys settings/keeping').split(' ');
await withBrowser(async (browser) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...(existsSync('/tmp/D/state.json') && { storageState: '/tmp/D/state.json' }) });
  const page = await context.newPage();
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()));
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  const shot = async (n: string, full = true) => { await page.waitForTimeout(700); await page.screenshot({ path: `/tmp/D/shots/${n.replaceAll('/', '-')}.png`, fullPage: full }); };
  if (!existsSync('/tmp/D/state.json')) {
    const link = /http:\/\/localhost:\d+\/welcome#\S+/.exec(readFileSync('/tmp/D/serve.err','utf8'))![0];
    await page.goto(link);
    await page.fill('input[name=name]', 'Elena Marsh');
    await page.fill('input[name=email]', 'elena.marsh@example.com');
    await page.fill('input[name=password]', 'copper lantern mosaic drift');
    await page.click('button[type=submit]');
    await page.click('.choice >> nth=1');
    await page.waitForSelector('.qr');
    const secret = (await page.textContent('.code'))!.replaceAll(' ', '');
    await page.fill('input[name=code]', codeAt(secret, new Date().toISOString()));
    await page.click('button[type=submit]');
    await page.waitForSelector('.codes');
    await page.click('button.p');
    await page.waitForSelector('.gate', { timeout: 60000 });
    await context.storageState({ path: '/tmp/D/state.json' });
    writeFileSync('/tmp/D/root', page.url().replace(/\/$/, ''));
  }
  const root = readFileSync('/tmp/D/root', 'utf8');
  for (const [theme, width] of [['light', 1440], ['dark', 1440], ['light', 390]] as const) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.goto(root);
    await page.evaluate((t) => localStorage.setItem('wardline-theme', t), theme);
    for (const one of pages) {
      await page.goto(one.startsWith('/') ? new URL(root).origin + one : `${root}/${one}`);
      await page.waitForTimeout(900);
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(over) > 0) console.log(one, width, 'overflow', over);
      if (one === 'settings/keys') { await page.click('text=Look now').catch(() => undefined); await page.waitForTimeout(4000); }
      await shot(`${one}-${theme}-${width}`, !one.startsWith('/api'));
      if (one === 'settings/notifications') { await page.click('text=Add a route'); await shot(`form-${theme}-${width}`, false); }
    }
  }
});
