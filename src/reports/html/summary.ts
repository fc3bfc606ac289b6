import type { Assessment, Result } from '../../core/assessment.ts';
import { countOutcomes, outcomeWords, outcomes } from '../../core/outcome.ts';
import { serviceNames, services } from '../../core/section.ts';
import { severityWeights } from '../../core/severity.ts';
import { outcomeBar } from '../figures/outcome-bar.ts';
import { scoreLadder } from '../figures/score-ladder.ts';
import { type Markup, html, raw } from './markup.ts';
import { counted, outcomeBadge, pips, severityBadge } from './parts.ts';

export function scoreCard(assessment: Assessment): Markup {
  const { score, counts, results } = assessment;
  return html`<section class="card" aria-labelledby="h-score">
    <div class="ch">
      <h2 id="h-score">Score</h2>
      <span class="c s">of 100, by severity. Unknown counts as not met.</span>
    </div>
    <div class="score">
      <div class="big">${score.today}</div>
      <div>
        ${raw(scoreLadder(score))}
        <p class="c s">${score.achievable} in reach with today's licenses</p>
      </div>
    </div>
    <div class="pad">
      ${raw(outcomeBar(counts, 560, 12))}
      <ul class="lg">
        ${outcomes.map((outcome) => html`<li>${outcomeBadge(outcome)}<span>${counts[outcome]}</span></li>`)}
      </ul>
      <details class="tw">
        <summary>Show as table</summary>
        <div class="in">
          <table>
            <thead>
              <tr>
                <th>Outcome</th>
                <th class="r">Controls</th>
                <th class="r">of ${results.length}</th>
              </tr>
            </thead>
            <tbody>
              ${outcomes.map(
                (outcome) =>
                  html`<tr>
                    <td>${outcomeWords[outcome]}</td>
                    <td class="r">${counts[outcome]}</td>
                    <td class="r">
                      ${results.length === 0 ? 0 : Math.round((100 * counts[outcome]) / results.length)}%
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  </section>`;
}

export function serviceCard(assessment: Assessment): Markup {
  const groups = services
    .map((service) => ({ service, own: assessment.results.filter((result) => result.service === service) }))
    .filter(({ own }) => own.length > 0);
  const most = Math.max(...groups.map(({ own }) => own.length), 1);
  return html`<section class="card" aria-labelledby="h-services">
    <div class="ch">
      <h2 id="h-services">By service</h2>
      <span class="c s">The longest bar is ${counted(most, 'control')}.</span>
    </div>
    <div class="sv">
      ${groups.map(
        ({ service, own }) =>
          html`<a href="#service=${service}">${serviceNames[service]}</a>
            <div style="width:${Math.max((100 * own.length) / most, 8).toFixed(0)}%">
              ${raw(outcomeBar(countOutcomes(own), Math.round((340 * own.length) / most), 10))}
            </div>
            <span class="s r">${own.length}</span>`,
      )}
    </div>
    <div class="pad">
      <details class="tw">
        <summary>Show as table</summary>
        <div class="in" style="overflow-x:auto">
          <table>
            <thead>
              <tr>
                <th>Service</th>
                ${outcomes.map((outcome) => html`<th class="r">${outcomeWords[outcome]}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${groups.map(({ service, own }) => {
                const counts = countOutcomes(own);
                return html`<tr>
                  <td>${serviceNames[service]}</td>
                  ${outcomes.map((outcome) => html`<td class="r">${counts[outcome]}</td>`)}
                </tr>`;
              })}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  </section>`;
}

/** What holds, first of all: an auditor and a tired admin both want to know what they can lean on. */
export function holds(assessment: Assessment): Markup {
  const own = assessment.results.filter((result) => result.outcome === 'pass' || result.outcome === 'attested');
  const heaviest = own.toSorted((a, b) => severityWeights[b.severity] - severityWeights[a.severity]);
  return html`<section class="card" id="holds" aria-labelledby="h-holds">
    <div class="ch">
      <h2 id="h-holds">What holds</h2>
      <span class="c s">${counted(own.length, 'control')} of ${assessment.results.length}, on evidence</span>
    </div>
    <div class="pad">
      ${
        own.length === 0
          ? html`<p class="m">Nothing was proven yet.</p>`
          : html`<ul class="ol">
                ${heaviest.slice(0, 6).map((result) => line(result))}
              </ul>
              ${
                heaviest.length > 6 &&
                html`<details class="tw">
                  <summary>And ${heaviest.length - 6} more</summary>
                  <ul class="ol">
                    ${heaviest.slice(6).map((result) => line(result))}
                  </ul>
                </details>`
              }`
      }
    </div>
  </section>`;
}

function line(result: Result): Markup {
  return html`<li>${outcomeBadge(result.outcome)}<a href="#${result.control}">${result.title}</a></li>`;
}

const ease = { minutes: 5, hours: 3, days: 1 };
const impact = { none: 0, low: 0, medium: 1, high: 2 };

/** What to do first: risk × ease, each with why. */
export function fixFirst(assessment: Assessment): Markup {
  const ranked = assessment.results
    .filter((result) => result.rank && result.outcome !== 'unknown')
    .toSorted((a, b) => a.rank! - b.rank!);
  const rows = (list: readonly Result[]) =>
    html`<table class="stack">
      <thead>
        <tr>
          <th>Fix</th>
          <th>Now</th>
          <th>Severity</th>
          <th>Risk</th>
          <th>Ease</th>
          <th class="r">Time</th>
        </tr>
      </thead>
      <tbody>
        ${list.map(
          (result) =>
            html`<tr>
              <td>
                <a class="b" href="#${result.control}">${result.fix.title}</a><br /><span class="c s"
                  >${result.headline}. ${result.citations[0] ?? ''}</span
                >
              </td>
              <td>${outcomeBadge(result.outcome)}</td>
              <td>${severityBadge(result.severity)}</td>
              <td data-h="Risk">${pips(riskPips(result))}</td>
              <td data-h="Ease">${pips(ease[result.effort] - impact[result.userImpact])}</td>
              <td class="r nw">${result.effort}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  return html`<section class="card" id="first" aria-labelledby="h-first">
    <div class="ch">
      <h2 id="h-first">Fix first</h2>
      <span class="c s">${counted(ranked.length, 'open finding')}, by risk × ease</span>
    </div>
    ${ranked.length === 0 ? html`<p class="none">Nothing to fix among what was read.</p>` : rows(ranked.slice(0, 10))}
    ${
      ranked.length > 10 &&
      html`<div class="pad">
        <details class="tw">
          <summary>And ${ranked.length - 10} more</summary>
          ${rows(ranked.slice(10))}
        </details>
      </div>`
    }
  </section>`;
}

function riskPips(result: Result): number {
  return { critical: 5, high: 4, medium: 3, low: 1 }[result.severity] - (result.outcome === 'partial' ? 1 : 0);
}

/** What cannot be known, grouped by why, each group with its next step. */
export function notKnown(assessment: Assessment): Markup {
  const unknowns = assessment.results.filter((result) => result.outcome === 'unknown');
  const groups = [...Map.groupBy(unknowns, reasonOf)].toSorted(([, a], [, b]) => b.length - a.length);
  return html`<section class="card" id="not-known" aria-labelledby="h-unknown">
    <div class="ch">
      <h2 id="h-unknown">What cannot be known, and why</h2>
      <span class="c s">${counted(unknowns.length, 'control')}. None of them counts as met.</span>
    </div>
    ${groups.length === 0 && html`<p class="none">Everything that the controls ask was read.</p>`}
    ${groups.map(
      ([reason, own]) =>
        html`<div class="pad">
          <h3>${counted(own.length, 'control')}: ${reasons[reason].why}</h3>
          <p class="m">${reasons[reason].next}</p>
          <details class="tw">
            <summary>Which</summary>
            <ul class="ol">
              ${own.map((result) => html`<li style="padding:2px 0">${severityBadge(result.severity)} <a href="#${result.control}">${result.title}</a> <span class="c s">${result.missing.map((gap) => gap.detail).join(' ')}</span></li>`)}
            </ul>
          </details>
        </div>`,
    )}
  </section>`;
}

const reasons = {
  person: {
    why: 'no API tells, a person has to',
    next: 'Answer them in wardline.yaml under attestations: who says so, since when, until when, with what proof.',
  },
  source: {
    why: 'this kind of export does not hold the settings',
    next: 'They need a connection to the tenant, or a person who looks at the portal.',
  },
  export: {
    why: 'the export does not hold them, though its tool can read them',
    next: 'Export again with a current ScubaGear and all products (-ProductNames *), and check its permissions.',
  },
  permission: {
    why: 'the reader had no permission or its call failed',
    next: 'Give the permission back and export again.',
  },
  unparsable: {
    why: 'the export holds values that cannot be understood',
    next: 'Export again; if it stays so, report the place that the finding names.',
  },
  judged: { why: 'what was read does not answer the question', next: 'Each finding says what is missing.' },
} as const;

function reasonOf(result: Result): keyof typeof reasons {
  const [gap] = result.missing;
  if (!gap) return result.why.startsWith('Nobody has attested') ? 'person' : 'judged';
  if (gap.reason === 'no-permission') return 'permission';
  if (gap.reason === 'unparsable') return 'unparsable';
  return gap.detail.startsWith('ScubaGear does not read') ? 'source' : 'export';
}
