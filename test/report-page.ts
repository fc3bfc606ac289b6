import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Assessment } from '../src/core/assessment.ts';
import { htmlReport } from '../src/reports/html/report.ts';
import { withBrowser } from './browser.ts';

let browser: Browser;
let folder = '';
let finish: (() => void) | undefined;
let running: Promise<unknown> = Promise.resolve();

/** One browser for all tests of a file, from `before` to `after`. */
export function openBrowser(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'wardline-report-'));
  return new Promise<void>((ready, failed) => {
    running = withBrowser((opened) => {
      browser = opened;
      ready();
      return new Promise<void>((done) => (finish = done));
    });
    running.catch(failed);
  });
}

export async function closeBrowser(): Promise<void> {
  finish?.();
  await running;
  rmSync(folder, { recursive: true, force: true });
}

/** Opens a report (or HTML) as a local file and gives the page, what it asked for and what it complained of. */
export async function opened<T>(
  given: Assessment | string,
  look: Parameters<Browser['newPage']>[0],
  action: (page: Page, seen: { requests: string[]; faults: string[] }) => Promise<T>,
  hash = '',
): Promise<T> {
  const html = typeof given === 'string' ? given : htmlReport(given);
  const file = join(folder, `${createHash('sha256').update(html).digest('hex').slice(0, 12)}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage(look);
  page.setDefaultTimeout(20_000);
  const seen = { requests: [] as string[], faults: [] as string[] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && seen.faults.push(message.text()));
  page.on('pageerror', (error) => seen.faults.push(error.message));
  page.on('dialog', (dialog) => {
    seen.faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  try {
    await page.goto(pathToFileURL(file).href + hash);
    return await action(page, seen);
  } finally {
    await page.close();
  }
}

/** The value of an expression in the page. */
export function run<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate<T>(expression);
}

/** Ids of the controls that are in sight. */
export function visible(page: Page): Promise<string[]> {
  return run(page, "[...document.querySelectorAll('.fd')].filter((e) => e.offsetHeight > 0).map((e) => e.id)");
}
