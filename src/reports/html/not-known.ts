import type { Assessment, Result } from '../../core/assessment.ts';
import { severityWeights } from '../../core/severity.ts';
import { reasonOf, reasonsFor } from '../unknown-reasons.ts';
import { type Markup, html } from './markup.ts';
import { counted, severityBadge } from './parts.ts';

/** What cannot be known, grouped by why, each group with its next step. The gravest are in sight, not behind a click. */
export function notKnown(assessment: Assessment): Markup {
  const unknowns = assessment.results.filter((result) => result.outcome === 'unknown');
  const weight = (own: readonly Result[]) => Math.max(...own.map((result) => severityWeights[result.severity]));
  const groups = [...Map.groupBy(unknowns, reasonOf)].toSorted(
    ([, a], [, b]) => weight(b) - weight(a) || b.length - a.length,
  );
  const words = reasonsFor(assessment);
  return html`<section class="card" id="not-known" aria-labelledby="h-unknown">
    <div class="ch">
      <h2 id="h-unknown">What cannot be known, and why</h2>
      <span class="c s">${counted(unknowns.length, 'control')}. None of them counts as met.</span>
    </div>
    ${groups.length === 0 && html`<p class="none">Everything that the controls ask was read.</p>`}
    ${groups.map(
      ([reason, own]) =>
        html`<div class="pad">
          <h3>${counted(own.length, 'control')}: ${words[reason].why}</h3>
          <p class="m">${words[reason].next}</p>
          ${members(own)}
        </div>`,
    )}
  </section>`;
}

function members(own: readonly Result[]): Markup {
  const list = own.toSorted((a, b) => severityWeights[b.severity] - severityWeights[a.severity]);
  const critical = list.filter((result) => result.severity === 'critical').length;
  const shown = list.length <= 3 ? list.length : critical;
  const lines = (results: readonly Result[]) =>
    html`<ul class="ol nk">
      ${results.map(line)}
    </ul>`;
  return html`${shown > 0 && lines(list.slice(0, shown))}${
    shown < list.length &&
    html`<details class="tw">
      <summary>${shown > 0 ? `And ${list.length - shown} more` : 'Which'}</summary>
      ${lines(list.slice(shown))}
    </details>`
  }`;
}

function line(result: Result): Markup {
  const details = [...new Set(result.missing.map((gap) => gap.detail))].join(' ');
  return html`<li>
    ${severityBadge(result.severity)}<span
      ><a href="#${result.control}">${result.title}</a>${details && html` <span class="c s">${details}</span>`}</span
    >
  </li>`;
}
