import type { Assessment, Result } from '../../core/assessment.ts';
import { countOutcomes, outcomeWords, outcomes } from '../../core/outcome.ts';
import { serviceNames, services } from '../../core/section.ts';
import { severityWeights } from '../../core/severity.ts';
import { outcomeBar } from '../figures/outcome-bar.ts';
import { scoreLadder } from '../figures/score-ladder.ts';
import { type Markup, html, raw } from './markup.ts';
import { counted, outcomeBadge } from './parts.ts';

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
        <ul class="lg key">
          <li><i class="k-now"></i>Today</li>
          <li><i class="k-reach"></i>In reach with today's licenses</li>
          ${score.achievable < score.withLicenses && html`<li><i class="k-buy"></i>Needs a license</li>`}
        </ul>
      </div>
    </div>
    <div class="pad">
      ${raw(outcomeBar(counts, 560, 12))}
      <ul class="lg all">
        ${outcomes.map((outcome) => html`<li>${outcomeBadge(outcome)}<span>${counts[outcome]}</span></li>`)}
      </ul>
      <details class="tw twin">
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
    <ul class="sv">
      ${groups.map(
        ({ service, own }) =>
          html`<li>
            <a href="#service=${service}">${serviceNames[service]}</a>
            <div style="width:${Math.max((100 * own.length) / most, 8).toFixed(0)}%">
              ${raw(outcomeBar(countOutcomes(own), Math.round((340 * own.length) / most), 10))}
            </div>
            <span class="s r">${own.length}</span>
          </li>`,
      )}
    </ul>
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
          : html`<ul class="ol cols">
                ${heaviest.slice(0, 8).map((result) => line(result))}
              </ul>
              ${
                heaviest.length > 8 &&
                html`<details class="tw">
                  <summary>And ${heaviest.length - 8} more</summary>
                  <ul class="ol cols">
                    ${heaviest.slice(8).map((result) => line(result))}
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
