import type { Assessment } from '../../core/assessment.ts';
import { countOutcomes, outcomeWords, outcomes } from '../../core/outcome.ts';
import { serviceNames, services } from '../../core/section.ts';
import { severities } from '../../core/severity.ts';
import { outcomeBar } from '../figures/outcome-bar.ts';
import { finding } from './finding.ts';
import { type Markup, html, raw } from './markup.ts';

/** Every control by service, with filters that work from a local file. */
export function allFindings(assessment: Assessment): Markup {
  const { results } = assessment;
  const present = outcomes.filter((outcome) => assessment.counts[outcome] > 0);
  return html`<section class="card" id="findings" aria-labelledby="h-findings">
    <div class="ch">
      <h2 id="h-findings">All controls</h2>
      <span class="c s" id="shown" aria-live="polite">${results.length} controls</span>
    </div>
    <div class="fs" role="group" aria-label="Outcomes">
      ${present.map((outcome) => html`<button type="button" class="chip" aria-pressed="false" data-outcome-filter="${outcome}">${outcomeWords[outcome]} ${assessment.counts[outcome]}</button>`)}
    </div>
    <div class="fs">
      <label class="sr" for="service">Service</label
      ><select id="service">
        <option value="">Every service</option>
        ${services.map((service) => html`<option value="${service}">${serviceNames[service]}</option>`)}
      </select>
      <label class="sr" for="severity">Severity</label
      ><select id="severity">
        <option value="">Every severity</option>
        ${severities.map((severity) => html`<option value="${severity}">${severity[0]!.toUpperCase() + severity.slice(1)}</option>`)}
      </select>
      <label class="sr" for="words">Find</label
      ><input id="words" type="search" placeholder="Citation, id or word" /><button
        type="button"
        class="chip"
        id="clear"
      >
        Clear
      </button>
    </div>
    <p class="none" id="nothing" hidden>No control fits these filters.</p>
    ${services.map((service) => {
      const own = results
        .filter((result) => result.service === service)
        .toSorted(
          (a, b) =>
            order(a.outcome) - order(b.outcome) || severities.indexOf(a.severity) - severities.indexOf(b.severity),
        );
      return (
        own.length > 0 &&
        html`<div data-group>
          <div class="ch" style="border-top:1px solid var(--line)">
            <h2>${serviceNames[service]}</h2>
            <span class="c s">${own.length}</span
            ><span style="flex:0 1 220px;align-self:center">${raw(outcomeBar(countOutcomes(own), 220, 8))}</span>
          </div>
          ${own.map(finding)}
        </div>`
      );
    })}
  </section>`;
}

/** What asks for work first, what holds after it. */
function order(outcome: (typeof outcomes)[number]): number {
  return ['fail', 'partial', 'unknown', 'excepted', 'not-licensed', 'attested', 'pass', 'not-applicable'].indexOf(
    outcome,
  );
}
