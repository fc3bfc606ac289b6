import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withBrowser } from '../test/browser.ts';

/**
 * Pictures of an HTML file to look at: light, dark, phone width, and the printed PDF.
 * `node tools/look.ts report.html [folder] [hash]`
 */
const [file, folder = '/tmp/wardline-pictures', hash = ''] = process.argv.slice(2);
if (!file) {
  process.stderr.write('Give the HTML file to look at.\n');
  process.exit(64);
}
mkdirSync(folder, { recursive: true });
const address = pathToFileURL(resolve(file)).href + hash;
const name = basename(file, '.html');

await withBrowser(async (browser) => {
  for (const [label, colorScheme, width, height] of [
    ['light', 'light', 1440, 900],
    ['dark', 'dark', 1440, 900],
    ['phone', 'light', 390, 844],
    ['narrow', 'dark', 320, 700],
  ] as const) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height } });
    await page.goto(address);
    await page.screenshot({ path: join(folder, `${name}-${label}.png`) });
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    process.stdout.write(`${label}: ${String(overflow)} px beyond the edge\n`);
    if (label === 'light')
      await page.pdf({
        path: join(folder, `${name}.pdf`),
        format: 'Letter',
        printBackground: true,
        preferCSSPageSize: true,
      });
    await page.close();
  }
});
