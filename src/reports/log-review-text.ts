import type { LogReview, ReviewCount } from '../core/log-review.ts';

const number = (count: number) => count.toLocaleString('en-US');

/** The review for a terminal: short lines, no name of a file. */
export function logReviewText(review: LogReview): string {
  const { who, what, when, where, fresh, noise, retention, sample } = review;
  const before = review.month.includes('W') ? 'week' : 'month';
  return [
    `${review.tenant.name}: log review of ${review.month}, ${stateWords(review)}`,
    `${number(review.events.records)} events, ${number(review.events.before)} the ${before} before`,
    ...part(`Who (events, ${before} before)`, counts(who.top)),
    ...part('Who changed the most', counts(who.moved)),
    ...part(`What (events, ${before} before)`, counts(what.top)),
    ...part(
      `When: outside ${when.workFrom}-${when.workTo}, Monday to Friday, ${when.timeZone}`,
      when.outside.map(({ value, records, all }) => `${number(records)} of ${number(all)}  ${value}`),
    ),
    ...part('From where', counts(where.top)),
    ...part('Countries', counts(where.countries)),
    ...part('Sites that changed the most', counts(where.sites)),
    ...(['site', 'country', 'app', 'device'] as const).flatMap((kind) =>
      part(
        `${newWords[kind]} (${fresh[kind].all})`,
        fresh[kind].first.map(({ value, firstDay, records }) => `${firstDay}  ${number(records)}  ${value}`),
      ),
    ),
    ...part(
      'Families of events',
      review.families.map(
        ({ title, records, before, warning }) =>
          `${number(records)}, before ${number(before)}  ${title}${warning ? `: ${warning}` : ''}`,
      ),
    ),
    ...part('Alerts a week, and false ones among the judged', [
      ...noise.perWeek.map(({ week, alerts }) => `${week}  ${alerts}`),
      ...noise.detections.map(
        ({ detection, alerts, judged, falseAlarms }) =>
          `${alerts}  ${detection}, ${falseAlarms} of ${judged} judged were none`,
      ),
    ]),
    ...part('Retention', [
      `Microsoft keeps ${retention.tenantDays} days, ${retention.requiredDays} are asked for`,
      retention.archive
        ? `The archive holds ${number(retention.archive.records)} records from ${retention.archive.from.slice(0, 10)} on`
        : 'The archive is empty',
      ...(retention.warning ? [retention.warning] : []),
    ]),
    ...part(
      `Sample for sign-off (${sample.events.length})`,
      sample.events.map(
        ({ id, at, actor, operation, ip, country, site, decided }) =>
          `${at.slice(0, 16).replace('T', ' ')}  ${[actor, operation, ip, country, site].filter(Boolean).join('  ')}  ${id}  ${decided?.decision ?? 'not decided'}`,
      ),
    ),
  ].join('\n');
}

const newWords = { site: 'New sites', country: 'New countries', app: 'New apps', device: 'New devices' } as const;

function part(title: string, lines: readonly string[]): string[] {
  return ['', title, ...(lines.length === 0 ? ['  none'] : lines.map((line) => `  ${line}`))];
}

function counts(rows: readonly ReviewCount[]): string[] {
  return rows.map(({ value, records, before, failures }) => {
    const failed = failures > 0 ? `, ${number(failures)} failed` : '';
    return `${number(records)} (${number(before)})  ${value}${failed}`;
  });
}

function stateWords({ state, due, signOff }: LogReview): string {
  if (signOff) return `signed by ${signOff.by} on ${signOff.at.slice(0, 10)}`;
  return state === 'overdue' ? `overdue since ${due}` : state === 'not-due' ? 'it goes on' : `due on ${due}`;
}
