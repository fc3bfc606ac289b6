import type { Assessment, CitationResult } from '../../core/assessment.ts';
import { designationWords, ruleNames, rules } from '../../hipaa/provision.ts';
import { provision, provisions } from '../../hipaa/index.ts';
import { whyWithoutControl } from '../../hipaa/without-control.ts';
import { outcomeBar, outcomeSentence } from '../figures/outcome-bar.ts';
import { type Markup, html, raw } from './markup.ts';
import { counted, dateWords, outcomeBadge } from './parts.ts';

/** Every citation with its controls; those that no setting can prove are listed, not left out. */
export function citationMatrix(assessment: Assessment): Markup {
  const groups = rules
    .map((rule) => ({ rule, entries: assessment.citations.filter((entry) => entry.rule === rule) }))
    .filter(({ entries }) => entries.length > 0);
  const covered = new Set(
    assessment.citations.filter((entry) => entry.controls.length > 0).map((entry) => entry.citation),
  );
  return html`<section class="card mx" id="citations" aria-labelledby="h-citations">
    <div class="ch">
      <h2 id="h-citations">By HIPAA citation</h2>
      <span class="c s"
        >${covered.size} of ${assessment.citations.length} have a control here. The others are proven on paper:
        agreements, training, plans, doors and locks.</span
      >
    </div>
    ${groups.map(
      ({ rule, entries }) =>
        html`<table class="stack">
          <thead>
            <tr>
              <th style="width:190px">${ruleNames[rule]}</th>
              <th>What it asks</th>
              <th class="hm" style="width:150px">Designation</th>
              <th style="width:260px">Controls</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map((entry) => citationRow(entry, assessment, covered))}
          </tbody>
        </table>`,
    )}
  </section>`;
}

function citationRow(entry: CitationResult, assessment: Assessment, covered: ReadonlySet<string>): Markup {
  const found = provision(entry.citation);
  const own = assessment.results.filter((result) => entry.controls.includes(result.control));
  return html`<tr id="c-${entry.citation}">
    <td class="b">${entry.citation}</td>
    <td>
      <span class="b">${entry.title}</span><br /><span class="m">${found?.meaning ?? ''}</span
      >${entry.decision && html`<br /><span class="c s">Decision: ${entry.decision.decision}, ${entry.decision.by}, ${dateWords(entry.decision.on)}. ${entry.decision.reason}</span>`}
    </td>
    <td class="hm">${designationWords[entry.designation as keyof typeof designationWords] ?? entry.designation}</td>
    <td>
      ${
        own.length === 0
          ? html`<span class="s"
              >${found ? (whyWithoutControl(found, provisions, (citation) => covered.has(citation)) ?? 'No control yet.') : ''}</span
            >`
          : html`<details class="tw">
                <summary>${counted(own.length, 'control')}: ${outcomeSentence(entry.counts)}</summary>
                <ul class="ol">
                  ${own.map((result) => html`<li>${outcomeBadge(result.outcome)} <a href="#${result.control}">${result.headline}</a></li>`)}
                </ul>
              </details>
              ${raw(outcomeBar(entry.counts, 240, 8))}`
      }
    </td>
  </tr>`;
}
