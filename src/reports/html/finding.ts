import type { Resource, Result } from '../../core/assessment.ts';
import { serviceNames } from '../../core/section.ts';
import { provision } from '../../hipaa/index.ts';
import { type Markup, html } from './markup.ts';
import { counted, dateWords, outcomeBadge, severityBadge } from './parts.ts';

const responsibilityWords = { microsoft: 'Microsoft', you: 'you', both: 'Microsoft and you' };

/** One control: closed it is a row of the list, open it is the whole finding in the fixed order of the visual guide. */
export function finding(result: Result): Markup {
  const words = [
    result.control,
    result.headline,
    result.title,
    ...result.citations,
    ...result.aliases,
    ...result.references.map((reference) => reference.id),
  ]
    .join(' ')
    .toLowerCase();
  // In print the finding keeps its evidence; why it matters and how to fix it are printed only where there is work.
  const work = result.outcome === 'fail' || result.outcome === 'partial';
  const second = secondLine(result);
  const notRead = [...new Set(result.missing.map((gap) => gap.detail))].filter(
    (detail) => !result.why.includes(detail),
  );
  return html`<article
    class="fd${work ? '' : ' brief'}"
    id="${result.control}"
    data-outcome="${result.outcome}"
    data-service="${result.service}"
    data-severity="${result.severity}"
    data-words="${words}"
  >
    <details>
      <summary>
        ${outcomeBadge(result.outcome)}<span class="ti"
          ><span class="b">${result.headline}</span
          ><span class="c s li${!work && result.why.startsWith(second.replace(/ …$/, '')) ? ' same' : ''}"
            >${second}</span
          ></span
        >${severityBadge(result.severity)}
      </summary>
      <div class="fb">
        <p>${result.why}</p>
        ${result.resources.length > 0 && evidence(result)}
        ${notRead.length > 0 && html`<p class="c s">Not read: ${notRead.join(' ')}</p>`} ${reasons(result)}
        ${fix(result)}
        <p class="c s" style="margin-top:10px">
          <span class="code">${result.control}</span> · ${result.aliases.join(', ')} · ${serviceNames[result.service]} ·
          responsible:
          ${responsibilityWords[result.responsibility]}${result.license ? html` · needs ${result.license.name}` : ''}
        </p>
        <p class="c s rf">${references(result)}</p>
        ${result.knownGaps.length > 0 && html`<p class="c s rf">Not seen by this judgement: ${result.knownGaps.join(' ')}</p>`}
      </div>
    </details>
  </article>`;
}

/** Why it matters beside what would change the outcome, or what somebody decided about it. */
function reasons(result: Result): Markup {
  const beside = [result.wouldPassIf, result.exception, result.attestation].some(Boolean);
  return html`<div class="${beside ? 'why' : 'why one'}">
    <div>
      <div class="ra">
        <h3>Why it matters</h3>
        <p>${result.rationale}</p>
      </div>
      <ul class="c ci">
        ${result.citations.map((citation) => html`<li><a class="nw" href="#c-${citation}">45 CFR ${citation}</a> <span class="s">${provision(citation)?.title ?? ''}</span></li>`)}
      </ul>
    </div>
    ${beside && html`<div>${decisions(result)}</div>`}
  </div>`;
}

function decisions(result: Result): Markup {
  return html`${
    result.wouldPassIf &&
    html`<div class="wp">
      <h3>Would pass if</h3>
      <p>${result.wouldPassIf}</p>
    </div>`
  }
  ${
    result.exception &&
    html`<div class="wp">
      <h3>${result.exception.expired ? 'Exception that has ended' : 'Exception'}</h3>
      <p>${result.exception.reason} In its place: ${result.exception.compensating}</p>
      <p class="c s">${result.exception.approver}, until ${dateWords(result.exception.until)}</p>
    </div>`
  }
  ${
    result.attestation &&
    html`<div class="wp">
      <h3>${result.attestation.expired ? 'Attestation that has ended' : 'Attestation'}</h3>
      <p>${result.attestation.statement}</p>
      <p class="c s">
        ${result.attestation.by}, ${dateWords(result.attestation.on)}, until ${dateWords(result.attestation.until)}.
        Proof: ${result.attestation.proof}
      </p>
    </div>`
  }`;
}

function secondLine(result: Result): string {
  if (result.outcome === 'fail' || result.outcome === 'partial')
    return result.resources.length === 1 ? result.resources[0]!.name : counted(result.resources.length, 'object');
  if (result.outcome === 'excepted') return `Until ${dateWords(result.exception?.until ?? '')}`;
  if (result.outcome === 'attested')
    return `${result.attestation?.by ?? ''}, until ${dateWords(result.attestation?.until ?? '')}`;
  return result.why.length > 140 ? `${result.why.slice(0, result.why.lastIndexOf(' ', 136))} …` : result.why;
}

function evidence(result: Result): Markup {
  const shown = result.resources;
  const places = [...Map.groupBy(shown, (resource) => resource.readFrom)];
  const numbers = new Map(places.map(([place], index) => [place, index + 1]));
  const one = places.length === 1;
  return html`<div class="in">
      <table class="stack ev">
        <thead>
          <tr>
            <th style="width:36px"><span class="sr">Outcome</span></th>
            <th>Object</th>
            <th>Expected</th>
            <th>Actual</th>
            ${!one && html`<th class="r">Read from</th>`}
          </tr>
        </thead>
        <tbody>
          ${shown.map((resource) => row(resource, result, one ? undefined : numbers.get(resource.readFrom)))}
        </tbody>
      </table>
    </div>
    ${places.map(([place, own], index) => html`<p class="c s">${one ? 'Read from' : `Read from ${index + 1}:`} <span class="code">${place}</span>${own[0]!.readAt ? `, ${dateWords(own[0]!.readAt)}` : ''}</p>`)}`;
}

function row(resource: Resource, result: Result, place: number | undefined): Markup {
  const outcome = resource.outcome ?? result.outcome;
  return html`<tr>
    <td>
      ${outcomeBadge(outcome === 'excepted' || outcome === 'attested' ? (result.exception?.outcomeWithout ?? outcome) : outcome)}
    </td>
    <td class="b">${resource.name}</td>
    <td data-h="Expected">${resource.expected}</td>
    <td data-h="Actual" class="b">${resource.actual}</td>
    ${place !== undefined && html`<td data-h="Read from" class="r s">${place}</td>`}
  </tr>`;
}

function fix(result: Result): Markup | undefined {
  if (result.outcome === 'pass' || result.outcome === 'attested' || result.outcome === 'not-applicable')
    return undefined;
  const { changes, script, steps, title } = result.fix;
  return html`<div class="wf">
    <h3>Ways to fix</h3>
    <p class="b" style="margin-top:4px">${title}</p>
    <p class="c s">
      Takes ${result.effort}.
      ${{ none: 'Nobody notices.', low: 'Few people notice.', medium: 'People notice once.', high: 'People work differently afterwards.' }[result.userImpact]}
    </p>
    <ol class="steps">
      ${steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    ${
      script.length > 0 &&
      html`<details class="tw">
        <summary>PowerShell</summary>
        <div class="in" style="padding:8px 12px">${script.map((line) => html`<div class="code">${line}</div>`)}</div>
      </details>`
    }
    ${
      changes.length > 0 &&
      html`<p class="c s po">
          After you approve a plan, Wardline can make ${counted(changes.length, 'change')} for this; the report on a
          screen lists what is written.
        </p>
        <details class="tw np">
          <summary>${counted(changes.length, 'change')} that Wardline can make after you approve a plan</summary>
          <div class="in">
            <table class="stack">
              <thead>
                <tr>
                  <th>Change</th>
                  <th>Who notices</th>
                  <th>Undo</th>
                </tr>
              </thead>
              <tbody>
                ${changes.map(
                  (change) =>
                    html`<tr>
                      <td>
                        <span class="b">${change.summary}</span><br /><span class="code s">${change.call}</span
                        >${change.stages.length > 0 && html`<br /><span class="c s">In stages: ${change.stages.join(', then ')}.</span>`}${change.lockoutRisk && html`<br /><span class="c s">It can lock people out: rehearse it first.</span>`}
                      </td>
                      <td data-h="Who notices">${change.notice}</td>
                      <td data-h="Undo">${change.undo}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>
        </details>`
    }
  </div>`;
}

function references(result: Result): Markup {
  const others = result.references.filter((reference) => reference.source !== 'Microsoft');
  const pages = result.references.filter((reference) => reference.source === 'Microsoft');
  return html`${others.map((reference, index) => html`${index > 0 && ' · '}${reference.source} ${reference.id}${reference.outcome && reference.outcome !== result.outcome ? ` (${reference.outcome})` : ''}`)}${pages.map((reference) => html`${others.length > 0 && ' · '}<a href="${reference.id}" rel="noreferrer">Microsoft's page</a>`)}`;
}
