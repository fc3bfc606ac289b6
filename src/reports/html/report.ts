import type { Assessment } from '../../core/assessment.ts';
import { mark } from '../figures/outcome-icon.ts';
import { textures } from '../figures/tokens.ts';
import { allFindings } from './findings.ts';
import { fixFirst } from './fix-first.ts';
import { type Markup, html, raw } from './markup.ts';
import { citationMatrix } from './matrix.ts';
import { notKnown } from './not-known.ts';
import { dateWords } from './parts.ts';
import { script } from './script.ts';
import { contentPolicy, cssText, interFont } from './shell.ts';
import { styleSheet } from './style.ts';
import { holds, scoreCard, serviceCard } from './summary.ts';

/**
 * The whole report as one HTML file that needs no network: font, figures and script are inside, and its content
 * policy allows nothing else.
 */
export function htmlReport(assessment: Assessment): string {
  const { tenant } = assessment;
  const style = styleSheet(interFont(), {
    left: cssText(`${tenant.name} · run ${assessment.run}`),
    right: cssText('Confidential. Not legal advice.'),
  });
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy(script)}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Wardline ${assessment.wardline}" />
        <title>${tenant.name} · HIPAA safeguards · Wardline</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        ${raw(textures)}
        <header class="top">
          <div class="logo">${raw(mark)}Wardline</div>
          <div class="ten"><i></i>${tenant.name}<span class="s">${tenant.domain ?? tenant.id}</span></div>
          <div class="sp"></div>
          <nav aria-label="Parts of the report">
            <a href="#first">Fix first</a><a href="#not-known">Not known</a><a href="#citations">Citations</a
            ><a href="#findings">All controls</a>
          </nav>
          <button class="btn" id="theme" type="button">Light or dark</button
          ><button class="btn" id="print" type="button">Print</button>
        </header>
        <main>
          <div class="ph">
            <h1>HIPAA safeguards in Microsoft 365</h1>
            <p class="c s">${provenance(assessment)}</p>
          </div>
          <div class="two">${scoreCard(assessment)}${serviceCard(assessment)}</div>
          ${holds(assessment)}${fixFirst(assessment)}${notKnown(assessment)}${citationMatrix(assessment)}${allFindings(assessment)}
          ${foot(assessment)}
        </main>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html> `;
  return page.markup;
}

function provenance(assessment: Assessment): string {
  const organization = assessment.organization?.file
    ? `, held against ${assessment.organization.file}`
    : ', no organization file';
  return `Settings read ${dateWords(assessment.takenAt)} by ${assessment.source.tool}. ${assessment.results.length} controls, baseline ${assessment.baseline.title}${organization}. Assessed ${dateWords(assessment.assessedAt)}, run ${assessment.run}.`;
}

function foot(assessment: Assessment): Markup {
  const { unrecognized } = assessment;
  return html`<footer>
    ${assessment.notices.map((notice) => html`<p>${notice}</p>`)}
    ${unrecognized.length > 0 && html`<p>Keys of the source that this version does not read (kept, not judged): ${unrecognized.join(', ')}.</p>`}
    <p>
      Tenant ${assessment.tenant.id} · run ${assessment.run} · Wardline ${assessment.wardline}. Names in here can be
      PHI: keep this file as you keep patient records.
    </p>
  </footer>`;
}
