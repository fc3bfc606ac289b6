import type {
  BookDecision,
  BookObject,
  BookSection,
  BookSetting,
  ConfigurationBook,
} from '../../core/configuration.ts';
import { decisionWords, noLongerSo, setAndUnset, valueWords } from '../configuration-value.ts';
import { mark } from '../figures/outcome-icon.ts';
import { type Markup, html, raw } from './markup.ts';
import { dateWords } from './parts.ts';
import { contentPolicy, cssText, interFont } from './shell.ts';
import { styleSheet } from './style.ts';

/** Theme, printing, and a filter that hides what does not hold the word. */
const script = `(() => {
  document.getElementById('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
  document.getElementById('print').addEventListener('click', () => print());
  let closed = [];
  addEventListener('beforeprint', () => { closed = [...document.querySelectorAll('details:not([open])')]; for (const part of closed) part.open = true; });
  addEventListener('afterprint', () => { for (const part of closed) part.open = false; });
  const words = document.getElementById('words');
  const parts = [...document.querySelectorAll('.fd')];
  const texts = new Map(parts.map((part) => [part, part.textContent.toLowerCase()]));
  words.addEventListener('input', () => {
    const text = words.value.trim().toLowerCase();
    let count = 0;
    for (const part of parts) { part.hidden = text !== '' && !texts.get(part).includes(text); if (!part.hidden) count += 1; }
    for (const group of document.querySelectorAll('[data-group]')) group.hidden = !group.querySelector('.fd:not([hidden])');
    document.getElementById('shown').textContent = count + ' of ' + parts.length + ' sections';
  });
})();`;

const own = `.bk th:nth-child(1){width:26%}.bk th:nth-child(2){width:32%}.bk th:nth-child(3){width:18%}.bk .in{margin:6px 0 12px}.bk table{table-layout:fixed}.bk h3{margin-top:10px}.bk .fd>details>summary{grid-template-columns:minmax(0,2fr) minmax(0,3fr) 64px 16px}.logo{white-space:nowrap}
@media screen and (max-width:820px){.bk .fd>details>summary{grid-template-columns:minmax(0,1fr) auto 12px}.bk .fd>details>summary>.ti{grid-row:auto;grid-column:auto}}
@media print{.bk .fd>details>summary{grid-template-columns:minmax(0,2fr) minmax(0,3fr) 40px}.bk .fb>p{margin:2px 0}.bk .in{margin:2px 0 6px}}`;

/** The configuration book as one HTML file that needs no network, to be read, printed and kept. */
export function configurationHtml(book: ConfigurationBook): string {
  const { tenant, services } = book;
  const style = styleSheet(interFont(), {
    left: cssText(`${tenant.name} · settings of ${book.takenAt.slice(0, 10)}`),
    right: cssText('Confidential. Configuration book.'),
  });
  const count = services.reduce((sum, { sections }) => sum + sections.length, 0);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy(script)}" />
        <meta name="referrer" content="no-referrer" />
        <title>${tenant.name} · Configuration book · Wardline</title>
        <style>
          ${raw(style)}${raw(own)}
        </style>
      </head>
      <body>
        <header class="top">
          <div class="logo">${raw(mark)}Wardline</div>
          <div class="ten"><i></i>${tenant.name}<span class="s">${tenant.domain ?? tenant.id}</span></div>
          <div class="sp"></div>
          <nav aria-label="Parts of the book">
            ${services.map(({ service, title }) => html`<a href="#${service}">${title}</a>`)}<a href="#inherited"
              >Inherited</a
            ><a href="#decisions">Decisions</a>
          </nav>
          <button class="btn" id="theme" type="button">Light or dark</button
          ><button class="btn" id="print" type="button">Print</button>
        </header>
        <main>
          <div class="ph">
            <h1>Configuration book</h1>
            <p class="c s">
              Settings read ${dateWords(book.takenAt)}. Each with its present value, the controls that judge it, and
              why, by whom and when it was set, as far as the decision log knows.
            </p>
          </div>
          <div class="fs" style="padding-left:0">
            <label class="sr" for="words">Find</label
            ><input id="words" type="search" placeholder="Setting, value or control" /><span
              class="c s"
              id="shown"
              aria-live="polite"
              >${count} sections</span
            >
          </div>
          ${services.map(
            ({ service, title, sections }) =>
              html`<section class="card bk" id="${service}" data-group aria-labelledby="h-${service}">
                <div class="ch">
                  <h2 id="h-${service}">${title}</h2>
                  <span class="c s">${sections.length} sections</span>
                </div>
                ${sections.map(sectionPart)}
              </section>`,
          )}
          ${inheritedPart(book)}${decisionsPart(book)}
          <footer>
            <p>Tenant ${tenant.id}. Names in here can be PHI: keep this file as you keep patient records.</p>
            <p>This is a record of settings. It is not legal advice and not a certificate.</p>
          </footer>
        </main>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html> `;
  return page.markup;
}

function sectionPart(section: BookSection): Markup {
  const { title, unavailable, count, objects } = section;
  const size = unavailable ? 'Not read' : count === undefined ? `${objects.length}` : `${count}`;
  return html`<div class="fd">
    <details>
      <summary>
        <span class="b ti">${title}</span><span class="c s hm">${section.call}</span><span class="c s r">${size}</span>
      </summary>
      <div class="fb">
        ${unavailable ? html`<p>${unavailable}</p>` : html`<p class="c s">Read ${dateWords(section.readAt ?? '')}.</p>`}
        ${section.controls.length > 0 && html`<p class="c">Judged by ${section.controls.map(({ id }) => id).join(', ')}. Citations: ${citationsOf(section)}.</p>`}
        ${count !== undefined && html`<p class="c">${count} in all. Only those that somebody decided about are listed.</p>`}
        ${!unavailable && count === undefined && objects.length === 0 && html`<p>None.</p>`}
        ${objects.map((object) => objectPart(object, objects.length > 1 || count !== undefined))}
      </div>
    </details>
  </div>`;
}

function citationsOf({ controls }: BookSection): string {
  return [...new Set(controls.flatMap(({ citations }) => citations))].join(', ');
}

function objectPart({ name, settings, decisions }: BookObject, titled: boolean): Markup {
  const { set, unset } = setAndUnset(settings);
  return html`${titled && html`<h3>${name}</h3>`}${decisions.map((decision) => html`<p class="c">${decisionWords(decision)}</p>`)}${set.length > 0 && settingsTable(set)}${unset.length > 0 && html`<p class="c s">Not set: ${unset.join(', ')}.</p>`}`;
}

function settingsTable(settings: readonly BookSetting[]): Markup {
  return html`<div class="in">
    <table class="stack">
      <thead>
        <tr>
          <th>Setting</th>
          <th>Value</th>
          <th>Judged by</th>
          <th>Why, who and when</th>
        </tr>
      </thead>
      <tbody>
        ${settings.map(
          (setting) =>
            html`<tr>
              <td class="b">${setting.words}</td>
              <td data-h="Value">${valueWords(setting.value)}</td>
              <td data-h="Judged by" class="c">${setting.controls.join(', ') || html`<span class="s">—</span>`}</td>
              <td data-h="Why" class="c">
                ${setting.differs && html`<span class="b">${noLongerSo}</span>`}${reasonsPart(setting.decisions)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function reasonsPart([newest, ...older]: readonly BookDecision[]): Markup {
  if (!newest) return html`<span class="s">—</span>`;
  return html`${decisionWords(newest)}${older.map((decision) => html`<br /><span class="s">Before: ${decisionWords(decision)}</span>`)}`;
}

function inheritedPart({ inherited }: ConfigurationBook): Markup {
  return html`<section class="card bk" id="inherited" aria-labelledby="h-inherited">
    <div class="ch">
      <h2 id="h-inherited">Inherited from Microsoft</h2>
      <span class="c s">No setting turns these on and none shows them: the evidence is what Microsoft states.</span>
    </div>
    <table class="stack">
      <thead>
        <tr>
          <th>Safeguard</th>
          <th>What Microsoft states, and where</th>
          <th>Citations</th>
          <th>Your part</th>
        </tr>
      </thead>
      <tbody>
        ${inherited.map(
          (entry) =>
            html`<tr>
              <td class="b">${entry.title}</td>
              <td>
                ${entry.says}${entry.evidence.map((address) => html` <a class="c li" href="${address}">${address}</a>`)}
              </td>
              <td data-h="Citations" class="c">${entry.citations.join(', ')}</td>
              <td data-h="Your part">${entry.yours}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function decisionsPart({ exceptions, otherDecisions }: ConfigurationBook): Markup {
  return html`<section class="card" id="decisions" aria-labelledby="h-decisions">
    <div class="ch"><h2 id="h-decisions">Exceptions and other decisions</h2></div>
    <div class="pad">
      ${exceptions.length === 0 && html`<p>No exception is in force.</p>`}
      ${exceptions.map((entry) => html`<p><span class="b">${entry.control}</span> until ${entry.until}, approved by ${entry.approver}: ${entry.reason} In its place: ${entry.compensating}</p>`)}
      ${otherDecisions.map((decision) => html`<p><span class="b">${decision.setting}</span>: ${decisionWords(decision)}</p>`)}
    </div>
  </section>`;
}
