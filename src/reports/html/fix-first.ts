import type { Assessment, Result } from '../../core/assessment.ts';
import { type Markup, html } from './markup.ts';
import { counted, outcomeBadge, pips, severityBadge } from './parts.ts';

const ease = { minutes: 5, hours: 3, days: 1 };
const impact = { none: 0, low: 0, medium: 1, high: 2 };

/** What to do first: risk × ease, each with why. */
export function fixFirst(assessment: Assessment): Markup {
  const ranked = assessment.results
    .filter((result) => result.rank && result.outcome !== 'unknown')
    .toSorted((a, b) => a.rank! - b.rank!);
  return html`<section class="card" id="first" aria-labelledby="h-first">
    <div class="ch">
      <h2 id="h-first">Fix first</h2>
      <span class="c s">${counted(ranked.length, 'open finding')}, by risk × ease</span>
    </div>
    ${ranked.length === 0 ? html`<p class="none">Nothing to fix among what was read.</p>` : table(ranked.slice(0, 10), '')}
    ${
      ranked.length > 10 &&
      html`<div class="more">
        <details class="tw">
          <summary>And ${ranked.length - 10} more</summary>
          ${table(ranked.slice(10), ' rest')}
        </details>
      </div>`
    }
  </section>`;
}

function table(list: readonly Result[], kind: '' | ' rest'): Markup {
  return html`<table class="stack fx${kind}">
    <thead>
      <tr>
        <th>Fix</th>
        <th>Now</th>
        <th>Severity</th>
        <th class="pi">Risk</th>
        <th class="pi">Ease</th>
        <th class="r">Time</th>
      </tr>
    </thead>
    <tbody>
      ${list.map(row)}
    </tbody>
  </table>`;
}

function row(result: Result): Markup {
  return html`<tr>
    <td>
      <a class="b" href="#${result.control}">${result.fix.title}</a
      ><span class="c s li">${result.headline}. ${result.citations[0] ?? ''}</span>
    </td>
    <td>${outcomeBadge(result.outcome)}</td>
    <td>${severityBadge(result.severity)}</td>
    <td class="pi" data-h="Risk">${pips(riskPips(result))}</td>
    <td class="pi" data-h="Ease">${pips(ease[result.effort] - impact[result.userImpact])}</td>
    <td class="r nw">${result.effort}</td>
  </tr>`;
}

function riskPips(result: Result): number {
  return { critical: 5, high: 4, medium: 3, low: 1 }[result.severity] - (result.outcome === 'partial' ? 1 : 0);
}
