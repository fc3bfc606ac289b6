import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Assessment } from '../src/core/assessment.ts';
import { outcomeWords, outcomes } from '../src/core/outcome.ts';
import { htmlReport } from '../src/reports/html/report.ts';
import { junitReport } from '../src/reports/junit.ts';
import { demoAssessment, fewOfEach, hostileTexts, poisoned, stated } from './assessments.ts';
import { closeBrowser, openBrowser, opened, run, visible } from './report-page.ts';

const whole = await demoAssessment(stated);
const few = fewOfEach(whole, 2);
describe('report', () => {
  before(openBrowser);
  after(closeBrowser);

  const wide = { viewport: { width: 1440, height: 900 } };

  describe('the report is one file', () => {
    const html = htmlReport(whole);

    it('asks for nothing beside itself and complains of nothing', () =>
      opened(whole, wide, async (page, seen) => {
        await page.waitForLoadState('networkidle');
        assert.deepEqual(
          seen.requests.filter((url) => !url.startsWith('data:')).map((url) => url.replace(/^file:.*\//, 'file:')),
          [`file:${page.url().split('/').at(-1)}`],
        );
        assert.deepEqual(seen.faults, []);
      }));

    it('names no address that a browser would load', () => {
      assert.doesNotMatch(html, /<(link|img|iframe|object|embed|base|form)\b/i);
      assert.doesNotMatch(html, /@import|url\((?!data:font\/woff2;base64,|#h[une]\))/i);
      assert.doesNotMatch(html, /\ssrc\s*=/i);
    });

    it('has one script, and its content policy allows that one', () => {
      const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text!);
      assert.equal(scripts.length, 1);
      const hash = createHash('sha256').update(scripts[0]!).digest('base64');
      assert.match(html, /default-src &#39;none&#39;/);
      assert.ok(html.includes(`script-src &#39;sha256-${hash}&#39;;`), 'the hash is of another script');
      assert.doesNotMatch(html, /script-src[^;]*unsafe/);
    });

    it('the script runs under that policy', () =>
      opened(whole, wide, async (page) => {
        await page.click('#theme');
        assert.ok(await run(page, 'document.documentElement.dataset.theme'));
      }));
  });

  describe('text out of a tenant is text', () => {
    for (const [name, text] of Object.entries(hostileTexts)) {
      it(`${name} does nothing and is shown as it is`, () =>
        opened(poisoned(few, text), wide, async (page, seen) => {
          assert.equal(await run(page, 'String(window.ran)'), 'undefined');
          assert.deepEqual(seen.faults, []);
          const counts = await run<number[]>(
            page,
            `[document.scripts.length, document.images.length, document.styleSheets.length, document.querySelectorAll('x,iframe,object,embed').length,
            [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name) || /^javascript:/i.test(a.value))).length]`,
          );
          assert.deepEqual(counts, [1, 0, 1, 0, 0]);
          // What cannot be shown is shown as the replacement character.
          const shown = text.replace(
            /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|[\ud800-\udbff](?![\udc00-\udfff])/g,
            '\ufffd',
          );
          const names = await run<string[]>(
            page,
            "[...document.querySelectorAll('.ev td:nth-child(2)')].map((e) => e.textContent)",
          );
          assert.ok(names.length > 3);
          assert.deepEqual([...new Set(names)], [shown]);
          assert.ok((await run<string>(page, "document.querySelector('.ten').textContent")).startsWith(shown));
          assert.ok((await page.title()).startsWith(shown.replace(/\s+/g, ' ').trim()));
        }));
    }

    it('no name can leave the style sheet', () => {
      for (const text of Object.values(hostileTexts)) {
        const [, style] = /<style>([\s\S]*?)<\/style>/.exec(htmlReport(poisoned(few, text)))!;
        const [, foot] = /@bottom-left\{content:"([^}]*?)";font/.exec(style!)!;
        assert.doesNotMatch(foot!, /["\\<>{}\n]/);
      }
    });

    for (const [name, text] of Object.entries({ ...hostileTexts, 'ten thousand characters': '<&"'.repeat(3_334) }))
      it(`JUnit parses with ${name}`, () =>
        opened('<!doctype html><title>x</title>', {}, async (page) => {
          const xml = JSON.stringify(junitReport(poisoned(few, text)));
          const [fault, messages] = await run<[string | null, string[]]>(
            page,
            `(() => { const d = new DOMParser().parseFromString(${xml}, 'application/xml');
            return [d.querySelector('parsererror')?.textContent ?? null, [...d.querySelectorAll('failure')].map((e) => e.getAttribute('message'))]; })()`,
          );
          assert.equal(fault, null);
          assert.ok(messages.length > 0);
          if (!/[\s\u0000-\u001f\u007f-\u009f\ud800-\udfff]/u.test(text))
            for (const message of messages) assert.ok(message.includes(text), message.slice(0, 80));
        }));
  });

  describe('filters and links work from a local file', () => {
    const count = (test: (result: Assessment['results'][number]) => boolean) => whole.results.filter(test).length;

    it('chips, selects and words narrow the list and stand in the address', () =>
      opened(whole, wide, async (page) => {
        assert.equal((await visible(page)).length, whole.results.length);
        await page.click('[data-outcome-filter=fail]');
        assert.equal((await visible(page)).length, whole.counts.fail);
        await page.click('[data-outcome-filter=partial]');
        assert.equal((await visible(page)).length, whole.counts.fail + whole.counts.partial);
        await page.selectOption('#service', 'exchange');
        const open = (outcome: string) => outcome === 'fail' || outcome === 'partial';
        const exchange = count((result) => open(result.outcome) && result.service === 'exchange');
        assert.equal((await visible(page)).length, exchange);
        assert.equal(new URL(page.url()).hash, '#outcome=partial%2Cfail&service=exchange');
        assert.equal(await page.textContent('#shown'), `${exchange} of ${whole.results.length} controls`);
        await page.reload();
        assert.equal((await visible(page)).length, exchange, 'after a reload');
        await page.selectOption('#severity', 'critical');
        await page.fill('#words', 'no control has these words');
        assert.deepEqual(await visible(page), []);
        assert.ok(await page.isVisible('#nothing'));
        await page.click('#clear');
        assert.equal((await visible(page)).length, whole.results.length);
      }));

    it('a citation, a SCuBA policy and a row of the facts table find their control', () =>
      opened(whole, wide, async (page) => {
        for (const [words, control] of [
          ['MS.SHAREPOINT.1.1v1', 'sharepoint.anyone-links-off'],
          ['ex-01', 'exchange.remote-domain-forwarding-off'],
          ['164.312(a)(2)(iv)', 'exchange.message-encryption-works'],
        ] as const) {
          await page.fill('#words', words);
          assert.ok((await visible(page)).includes(control), words);
        }
      }));

    it('a link to a control opens it, also when a filter hid it', () =>
      opened(
        whole,
        wide,
        async (page) => {
          const isOpen = (id: string) =>
            run<boolean>(page, `document.getElementById('${id}').querySelector('details').open`);
          assert.ok(await isOpen('sharepoint.anyone-links-off'));
          assert.equal(
            await run(page, 'document.activeElement.parentElement.parentElement.id'),
            'sharepoint.anyone-links-off',
          );
          await page.click('[data-outcome-filter=pass]');
          await run(page, "location.hash = '#entra.mfa-for-all-users'");
          await page.waitForFunction(
            "document.getElementById('entra.mfa-for-all-users').querySelector('details').open",
          );
          assert.ok((await visible(page)).includes('entra.mfa-for-all-users'));
        },
        '#sharepoint.anyone-links-off',
      ));

    it('the address can hold a filter or nonsense', async () => {
      const shown = async (hash: string) =>
        opened(whole, wide, async (page, seen) => [(await visible(page)).length, seen.faults], hash);
      assert.deepEqual(await shown('#service=intune'), [count((result) => result.service === 'intune'), []]);
      for (const hash of ['#%E0%A4%A', '#=', '#outcome=', '#nothing-here', '#__proto__'])
        assert.deepEqual(await shown(hash), [whole.results.length, []], hash);
    });

    it('every link inside the report leads somewhere', () =>
      opened(whole, wide, async (page) => {
        const dead = await run<string[]>(
          page,
          `[...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1)).filter((id) => !id.includes('=') && !document.getElementById(id))`,
        );
        assert.deepEqual(dead, []);
      }));
  });

  describe('paper', () => {
    it('what is collapsed opens for the printer and closes again', () =>
      opened(whole, wide, async (page) => {
        const closed = () => run<number>(page, "document.querySelectorAll('details:not([open])').length");
        const before = await closed();
        assert.ok(before > 100);
        await run(page, "dispatchEvent(new Event('beforeprint'))");
        assert.equal(await closed(), 0);
        await run(page, "dispatchEvent(new Event('afterprint'))");
        assert.equal(await closed(), before);
      }));

    it('all evidence is there, reasons and fixes only where there is work, and no controls of the screen', () =>
      opened(whole, wide, async (page) => {
        await page.emulateMedia({ media: 'print' });
        const shownOf = (selector: string) =>
          run<number>(page, `[...document.querySelectorAll('${selector}')].filter((e) => e.offsetHeight > 0).length`);
        const rows = whole.results.reduce((sum, result) => sum + result.resources.length, 0);
        assert.equal(await shownOf('.ev tbody tr'), rows);
        const work = whole.counts.fail + whole.counts.partial;
        assert.equal(await shownOf('.ra'), work);
        assert.equal(await shownOf('.wf'), work);
        assert.equal(await shownOf('.fd .ci'), whole.results.length);
        for (const selector of ['nav', 'button', 'select', 'input', '.np'])
          assert.equal(await shownOf(selector), 0, selector);
        assert.equal(await run(page, 'getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
      }));

    it('prints as a document of fewer than 75 pages', () =>
      opened(whole, wide, async (page) => {
        const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
        const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
        assert.ok(pages > 10 && pages < 75, `${pages} pages`);
      }));
  });

  describe('any screen', () => {
    const one = fewOfEach(whole, 1);
    const long = poisoned(one, 'W'.repeat(400));
    const longest = { ...long, tenant: { ...long.tenant, name: 'W'.repeat(10_000) } };
    for (const width of [320, 390, 1440])
      for (const colorScheme of ['light', 'dark'] as const)
        it(`${width} px, ${colorScheme}: nothing is wider than the screen`, async () => {
          for (const given of colorScheme === 'dark' ? [whole] : [whole, longest])
            await opened(given, { colorScheme, viewport: { width, height: 800 } }, async (page) => {
              await run(page, "document.querySelectorAll('details').forEach((part) => { part.open = true; })");
              assert.ok((await run<number>(page, 'document.documentElement.scrollWidth - innerWidth')) <= 0);
            });
        });

    it('on a phone everything to press is at least 44 px high', () =>
      opened(whole, { viewport: { width: 390, height: 844 } }, async (page) => {
        const low = await run<string[]>(
          page,
          "[...document.querySelectorAll('button,select,input')].filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.id || e.textContent)",
        );
        assert.deepEqual(low, []);
      }));

    it('the theme follows the system and the button overrules it', () =>
      opened(whole, { colorScheme: 'dark' }, async (page) => {
        const ground = () => run<string>(page, 'getComputedStyle(document.body).backgroundColor');
        assert.equal(await ground(), 'rgb(17, 22, 26)');
        await page.click('#theme');
        assert.equal(await ground(), 'rgb(245, 244, 240)');
      }));
  });

  describe('figures', () => {
    it('each has a label in words, what only decorates is hidden from readers', () =>
      opened(whole, wide, async (page) => {
        const bare = await run<string[]>(
          page,
          `[...document.querySelectorAll('svg,[role=img]')].filter((e) => e.getAttribute('aria-hidden') !== 'true' && !(e.getAttribute('role') === 'img' && e.getAttribute('aria-label').trim())).map((e) => e.outerHTML.slice(0, 80))`,
        );
        assert.deepEqual(bare, []);
        assert.equal(
          await page.getAttribute('#h-score >> xpath=../.. >> svg.bar', 'aria-label'),
          outcomes.map((outcome) => `${outcomeWords[outcome]} ${whole.counts[outcome]}`).join(', '),
        );
      }));

    it('each has a table with the same numbers', () =>
      opened(whole, wide, async (page) => {
        const cells = (heading: string) =>
          run<string[][]>(
            page,
            `[...document.getElementById('${heading}').closest('section').querySelectorAll('details tbody tr')].map((tr) => [...tr.cells].map((td) => td.textContent.trim()))`,
          );
        assert.deepEqual(
          (await cells('h-score')).map((row) => Number(row[1])),
          outcomes.map((outcome) => whole.counts[outcome]),
        );
        const services = await cells('h-services');
        const columns = outcomes.map((_, index) => services.reduce((sum, row) => sum + Number(row[index + 1]), 0));
        assert.deepEqual(
          columns,
          outcomes.map((outcome) => whole.counts[outcome]),
        );
      }));
  });

  describe('access', () => {
    it('one h1, no level is skipped, every id once, every control has a name', () =>
      opened(whole, wide, async (page) => {
        const levels = await run<number[]>(
          page,
          "[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))",
        );
        assert.equal(levels.filter((level) => level === 1).length, 1);
        assert.equal(levels[0], 1);
        levels.forEach((level, index) => assert.ok(level - (levels[index - 1] ?? 1) <= 1, `heading ${index}`));
        const ids = await run<string[]>(page, "[...document.querySelectorAll('[id]')].map((e) => e.id)");
        assert.deepEqual(
          ids.filter((id, index) => ids.indexOf(id) !== index),
          [],
        );
        const nameless = await run<string[]>(
          page,
          `[...document.querySelectorAll('button,a,summary,select,input')].filter((e) => !(e.textContent.trim() && e.tagName !== 'SELECT') && !e.getAttribute('aria-label') && !(e.labels && e.labels.length)).map((e) => e.outerHTML.slice(0, 80))`,
        );
        assert.deepEqual(nameless, []);
      }));

    it('has a language, a title, its landmarks, and labels that exist', () =>
      opened(whole, wide, async (page) => {
        assert.equal(await page.getAttribute('html', 'lang'), 'en');
        assert.match(await page.title(), /Larkmeadow Family Clinic/);
        for (const landmark of ['header', 'main', 'footer', 'nav[aria-label]'])
          assert.equal(await page.locator(landmark).count(), 1);
        const missing = await run<string[]>(
          page,
          "[...document.querySelectorAll('[aria-labelledby]')].map((e) => e.getAttribute('aria-labelledby')).filter((id) => !document.getElementById(id))",
        );
        assert.deepEqual(missing, []);
        const bare = await run<number>(
          page,
          "[...document.querySelectorAll('th')].filter((th) => !th.textContent.trim()).length",
        );
        assert.equal(bare, 0, 'a column without a title');
      }));

    it('every outcome is a word beside its icon', () =>
      opened(whole, wide, async (page) => {
        const wordless = await run<number>(
          page,
          "[...document.querySelectorAll('.o')].filter((e) => !e.textContent.trim() || !e.querySelector('svg')).length",
        );
        assert.equal(wordless, 0);
      }));
  });
});
