import type { LogReview, ReviewCount } from '../../core/log-review.ts';
import { mark } from '../figures/outcome-icon.ts';
import { type Markup, html, raw } from './markup.ts';
import { dateWords, severityBadge } from './parts.ts';
import { script } from './script.ts';
import { contentPolicy, cssText, interFont } from './shell.ts';
import { styleSheet } from './style.ts';

/** The monthly review as one HTML file that needs no network, in the look of the assessment report. */
export function htmlLogReview(review: LogReview): string {
  const { tenant, month } = review;
  const style = styleSheet(interFont(), {
    left: cssText(`${tenant.name} · log review ${month}`),
    right: cssText('Confidential. Not legal advice.'),
  });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy(script)}" />
        <meta name="referrer" content="no-referrer" />
        <title>${tenant.name} · Log review ${month} · Wardline</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <header class="top">
          <div class="logo">${raw(mark)}Wardline</div>
          <div class="ten"><i></i>${tenant.name}<span class="s">${tenant.id}</span></div>
          <div class="sp"></div>
          <button class="btn" id="theme" type="button">Light or dark</button
          ><button class="btn" id="print" type="button">Print</button>
        </header>
        <main>
          <div class="ph">
            <h1>Review of the audit log, ${month}</h1>
            <p class="c s">
              ${count(review.events.records)} events, ${count(review.events.before)} the
              ${month.includes('W') ? 'week' : 'month'} before. ${state(review)} 45 CFR 164.308(a)(1)(ii)(D).
            </p>
          </div>
          <div class="two">
            ${counted('Who', 'Account', review.who.top)}${counted('Who changed the most', 'Account', review.who.moved)}
          </div>
          <div class="two">${counted('What', 'Operation', review.what.top)}${outside(review)}</div>
          <div class="two">
            ${counted('From where', 'Address', review.where.top)}${counted('Countries', 'Country', review.where.countries)}
          </div>
          ${counted('Sites that changed the most', 'Site', review.where.sites)}
          <div class="two">${fresh(review, 'site', 'New sites')}${fresh(review, 'country', 'New countries')}</div>
          <div class="two">${fresh(review, 'app', 'New apps')}${fresh(review, 'device', 'New devices')}</div>
          ${families(review)}${alerts(review)}${retention(review)}${sample(review)}
          <footer>
            ${review.notes.map((note) => html`<p>${note}</p>`)}
            <p>
              Made ${dateWords(review.madeAt)}. Sample drawn from “${review.sample.seed}”. It names no file; accounts
              and addresses are in here: keep it as you keep patient records.
            </p>
          </footer>
        </main>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html> `.markup;
}

function card(title: string, note: string, body: Markup): Markup {
  return html`<section class="card">
    <div class="ch">
      <h2>${title}</h2>
      <span class="c s">${note}</span>
    </div>
    ${body}
  </section>`;
}

function table(titles: readonly string[], rows: readonly (readonly (string | Markup)[])[]): Markup {
  if (rows.length === 0) return html`<p class="none">None.</p>`;
  return html`<table class="stack">
    <thead>
      <tr>
        ${titles.map((title) => html`<th scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell, at) => html`<td data-h="${titles[at]}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function counted(title: string, noun: string, rows: readonly ReviewCount[]): Markup {
  return card(
    title,
    '',
    table(
      [noun, 'Events', 'Month before', 'Failed'],
      rows.map(({ value, records, before, failures }) => [value, count(records), count(before), count(failures)]),
    ),
  );
}

function outside({ when }: LogReview): Markup {
  return card(
    'Outside of the working hours',
    `${when.workFrom}–${when.workTo}, Monday to Friday, ${when.timeZone}`,
    table(
      ['Account', 'Outside', 'In all'],
      when.outside.map(({ value, records, all }) => [value, count(records), count(all)]),
    ),
  );
}

function fresh(review: LogReview, kind: keyof LogReview['fresh'], title: string): Markup {
  const { all, first } = review.fresh[kind];
  return card(
    title,
    `${count(all)} never came before`,
    table(
      ['What', 'First', 'Events'],
      first.map(({ value, firstDay, records }) => [value, firstDay, count(records)]),
    ),
  );
}

function families({ families: list }: LogReview): Markup {
  return card(
    'Families of events',
    'collected, licensed, last seen',
    table(
      ['Family', 'Events', 'Month before', 'Collected', 'License', 'Last event', 'Warning'],
      list.map((family) => [
        ...[family.title, count(family.records), count(family.before), family.collected ? 'yes' : 'no'],
        ...[family.licensed, family.lastEventAt ? dateWords(family.lastEventAt) : 'never', family.warning ?? ''],
      ]),
    ),
  );
}

function alerts({ alerts: list, noise }: LogReview): Markup {
  return html`${card(
    'Alerts',
    noise.perWeek.map(({ week, alerts: some }) => `week of ${week}: ${some}`).join(', '),
    table(
      ['When', 'Severity', 'What', 'Account', 'State', 'Decided'],
      list.map((alert) => [
        ...[dateWords(alert.firstAt), severityBadge(alert.severity), `${alert.title} (${alert.detection})`],
        ...[alert.actor, alert.state, decided(alert.decided)],
      ]),
    ),
  )}${card(
    'Noise',
    'alerts that people judged to be none',
    table(
      ['Detection', 'Alerts', 'Judged', 'None', 'Share'],
      noise.detections.map(({ detection, alerts: all, judged, falseAlarms, falseRate }) => [
        ...[detection, count(all), count(judged), count(falseAlarms)],
        falseRate === undefined ? 'nobody judged' : `${Math.round(falseRate * 100)} %`,
      ]),
    ),
  )}`;
}

function retention({ retention: given }: LogReview): Markup {
  const { archive, warning } = given;
  const note = archive
    ? `Our archive: ${count(archive.records)} records from ${dateWords(archive.from)} to ${dateWords(archive.to)}.`
    : 'Our archive is empty.';
  return card(
    'Retention',
    `${note} ${count(given.requiredDays)} days are asked for. ${warning ?? ''}`,
    table(
      ['License', 'Days at Microsoft', 'Held'],
      given.rows.map(({ license, days, held }) => [license, count(days), held]),
    ),
  );
}

function sample({ sample: { events } }: LogReview): Markup {
  return card(
    'Sample for sign-off',
    `${events.length} events, each drawn with the same chance`,
    table(
      ['When', 'Account', 'Operation', 'Address', 'Device', 'Where', 'Id', 'Decided'],
      events.map((event) => [
        ...[dateWords(event.at), event.actor, event.operation, [event.ip, event.country].filter(Boolean).join(' ')],
        event.managed === undefined ? '' : event.managed ? 'managed' : 'not managed',
        ...[event.site ?? '', event.id, decided(event.decided)],
      ]),
    ),
  );
}

function decided(given: { decision: string; by: string; note: string } | undefined): string {
  return given ? [`${given.decision}, ${given.by}`, given.note].filter(Boolean).join(': ') : '';
}

function state({ state: now, due, signOff }: LogReview): string {
  if (signOff)
    return `Signed by ${signOff.by}, ${dateWords(signOff.at)}: ${signOff.note} (${signOff.digest.slice(0, 16)}…).`;
  return now === 'overdue' ? `Overdue since ${dateWords(due)}.` : `Due on ${dateWords(due)}.`;
}

function count(given: number): string {
  return given.toLocaleString('en-US');
}
