import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { withBrowser } from '../test/browser.ts';
import { codeAt } from '../test/server/harness.ts';

/** Takes the pictures of the console in docs/pictures from the demo clinic, as a new owner sees it: `npm run pictures`. */
const pages = {
  home: '',
  findings: '/findings',
  finding: '/findings/sharepoint.anyone-links-off',
  inventory: '/inventory',
  links: '/links',
  labels: '/labels',
  calendar: '/calendar',
  alerts: '/alerts',
  explorer: '/explorer',
  review: '/review',
  'config-book': '/config-book',
  settings: '/settings',
} as const;
const folder = 'docs/pictures';
mkdirSync(folder, { recursive: true });

const home = mkdtempSync(join(tmpdir(), 'wardline-pictures-'));
const env = { ...process.env, WARDLINE_HOME: home, WARDLINE_PORT: '0' };
const server = spawn(process.execPath, ['bin/wardline.js', 'serve', '--demo'], {
  env,
  stdio: ['ignore', 'ignore', 'pipe'],
});
try {
  const link = await new Promise<string>((resolve, reject) => {
    server.once('exit', () => reject(new Error('The server ended.')));
    createInterface({ input: server.stderr }).on('line', (line) => {
      const found = /http:\/\/localhost:\d+\/welcome#\S+/.exec(line);
      if (found) resolve(found[0]);
    });
  });
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const keep = async (name: string) => {
      await sleep(2_000);
      // What is still being fetched is no picture of the product.
      await page.waitForSelector('.skeleton', { state: 'detached', timeout: 30_000 });
      await sharp(await page.screenshot())
        .png({ palette: true, effort: 10 })
        .toFile(join(folder, `${name}.png`));
    };
    await page.goto(link);
    await page.fill('input[name=name]', 'Elena Marsh');
    await page.fill('input[name=email]', 'elena.marsh@example.com');
    await page.fill('input[name=password]', 'copper lantern mosaic drift');
    await page.click('button[type=submit]');
    await page.getByText('Authenticator app').click();
    await page.waitForSelector('.qr');
    const secret = (await page.textContent('.code'))!.replaceAll(' ', '');
    await page.fill('input[name=code]', codeAt(secret, new Date().toISOString()));
    await page.click('button[type=submit]');
    await page.getByText('I have stored them').click();
    await page.waitForSelector('.gate', { timeout: 120_000 });
    const root = page.url().replace(/\/$/, '');
    // The first scan and the first fetch of the log belong into the pictures.
    const { origin, pathname } = new URL(root);
    for (let left = 80; left > 0; left -= 1) {
      const answer = await page.request.get(`${origin}/api/v1${pathname}/jobs?open=true`);
      if (((await answer.json()) as { items: unknown[] }).items.length === 0) break;
      await sleep(3_000);
    }
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(root + path);
      await keep(name);
    }
    await page.goto(`${root}/plans`);
    await page.getByText('Plan all open findings').click();
    await page.waitForSelector('.change', { timeout: 60_000 });
    await keep('plan');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(root);
    await keep('home-dark');
    await page.goto(`${root}/findings/sharepoint.anyone-links-off`);
    await keep('finding-dark');
    await page.goto(root);
    await page.setViewportSize({ width: 390, height: 844 });
    await keep('home-phone');
  });
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  const stop = spawn(process.execPath, ['bin/wardline.js', 'simulator', '--stop', '--tenant', 'texas-clinic'], { env });
  await new Promise((resolve) => stop.once('exit', resolve));
  rmSync(home, { recursive: true, force: true });
}
