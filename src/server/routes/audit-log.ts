import * as contract from '../../api/audit-log.ts';
import { familyStandings } from '../../cli/audit/family-standings.ts';
import { feedStandings } from '../../cli/audit/feed-standings.ts';
import { daysAfter, momentOf, millis } from '../../core/clock.ts';
import { type Exploration, type Subject, explore, subjectOf } from '../../store/events/explore.ts';
import { trend } from '../../store/events/counts.ts';
import { recordOpening } from '../../store/events/openings.ts';
import { readPlaces } from '../../store/events/read-records.ts';
import { withTenant } from '../../store/scope.ts';
import { logOf, tenantNow } from '../audit-log.ts';
import { provenZip } from '../audit-proof.ts';
import { type AskedOfLog, explorationOf, exportOf, timelineOf } from '../exploration.ts';
import { sealOf } from '../content.ts';
import { jobKind } from '../jobs/kinds.ts';
import { type Call, implement, implementFile } from '../route.ts';

/** Days of events by hour that are shown. */
const hoursFor = 3;

export const auditLogRoutes = [
  implement(contract.showFeeds, async (call) => {
    const { server, tenant } = call;
    const { now } = await tenantNow(call);
    const hoursFrom = `${daysAfter(now, -hoursFor).slice(0, 13)}:00:00.000Z`;
    const { feeds, hours } = await withTenant(server.store, tenant, async (scope) => ({
      feeds: await feedStandings(scope, now),
      hours: await trend(scope, { from: hoursFrom.slice(0, 10), to: daysAfter(now, 1).slice(0, 10) }, { by: 'hour' }),
    }));
    const last = feeds
      .flatMap(({ lastEvent }) => lastEvent ?? [])
      .toSorted()
      .at(-1);
    const worst = (name: 'lagP50' | 'lagP95') => Math.max(...feeds.flatMap((feed) => feed[name] ?? []));
    const [p50, p95] = [worst('lagP50'), worst('lagP95')];
    return {
      at: now,
      microsoft: { usualMinutes: [60, 90] as [number, number], promised: false as const },
      ours: {
        everyMinutes: everyMinutes(),
        ...(Number.isFinite(p50) && { p50 }),
        ...(Number.isFinite(p95) && { p95 }),
      },
      ...(last !== undefined && { lastEvent: last }),
      feeds: feeds.map(({ checkpoint: _checkpoint, ...feed }) => feed),
      hours: hours
        .map((one) => ({ ...one, at: momentOf(millis(one.at)) }))
        .filter(({ at }) => at >= hoursFrom && at <= now),
      hoursFrom,
    };
  }),

  implement(contract.showCoverage, async (call) => {
    const { row, now } = await tenantNow(call);
    return { at: now, families: await familyStandings(call.server.store, row, logOf(call), now) };
  }),

  implement(contract.searchLog, async (call) => {
    const { after, limit, ...asked } = call.body;
    const { question, subject, place } = await askedOf(call, asked);
    const { rows, next } = await explore(place, subject, { limit, ...(after !== undefined && { after }) });
    call.about('search', { ...shownQuestion(asked, subject), rows: rows.length });
    const timeline = after === undefined ? await timelineOf(place, subject) : undefined;
    return {
      rows,
      ...(next !== undefined && { next }),
      ...(timeline && { timeline }),
      ...(question.patient && { items: subject.items.length }),
      notes: notesOf(subject, question),
    };
  }),

  implement(contract.openRecords, async (call) => {
    const { server, tenant, body, caller, at } = call;
    const place = logOf(call);
    const found = await place.index.byIds(body.ids);
    const asked = { ids: body.ids, ...(body.alert !== undefined && { alert: body.alert }) };
    call.about(body.alert ?? 'records', { records: found.length, ids: body.ids.join(' ').slice(0, 4_000) });
    // Recorded before a record is read, so that a failure half way is no opening in the dark.
    await withTenant(server.store, tenant, (scope) =>
      recordOpening(scope, { at, by: caller.email, action: 'reveal', records: found.length, asked }),
    );
    const records = readPlaces(place, found);
    return { records: found.map(({ id }, index) => ({ id, record: records[index]!.record })) };
  }),

  implementFile(contract.exportLog, async (call) => {
    const { form, ...asked } = call.body;
    const { subject, place } = await askedOf(call, asked);
    call.about('export', { ...shownQuestion(asked, subject), form });
    return { name: `access-${call.at.slice(0, 10)}.${form}`, body: exportOf(place, subject, form) };
  }),

  implementFile(contract.proveLog, async (call) => {
    const { server, tenant, caller, at } = call;
    const { subject, place } = await askedOf(call, call.body);
    const shown = shownQuestion(call.body, subject);
    call.about('evidence', shown);
    const opening = { at, by: caller.email, action: 'export' as const, asked: shown };
    // Before a record leaves, with a count that is not known yet; and once more with it.
    await withTenant(server.store, tenant, (scope) => recordOpening(scope, { ...opening, records: 0 }));
    const { zip, records } = await provenZip(place, subject, { ...shown, tenant, at, by: caller.email });
    await withTenant(server.store, tenant, (scope) => recordOpening(scope, { ...opening, records }));
    return { name: `evidence-${at.slice(0, 10)}.zip`, body: zip };
  }),
];

async function askedOf(
  call: Pick<Call, 'server' | 'tenant'>,
  asked: AskedOfLog,
): Promise<{ question: Exploration; subject: Subject; place: ReturnType<typeof logOf> }> {
  const place = logOf(call);
  const question = await explorationOf(call.server.store.home, asked);
  const subject = await subjectOf(call.server.store, place, question, question.patient && sealOf(call));
  return { question, subject, place };
}

/** What the activity log keeps of a question: no patient, and a file by its keyed hash. */
function shownQuestion({ patient, file, ...asked }: AskedOfLog, subject: Subject): Record<string, string | number> {
  return {
    ...Object.fromEntries(Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    ...(patient && {
      patient: 'name' in patient ? 'by name and birth date' : 'by number',
      items: subject.items.length,
    }),
    ...(file !== undefined && { file: [...subject.joins.keys()][0] ?? '' }),
  };
}

/** Minutes between two looks of the schedule, off its cron line. */
function everyMinutes(): number {
  return Number(/^\*\/(\d+) /.exec(jobKind('audit-pull')?.schedule ?? '')?.[1] ?? 60);
}

/** What the answer does not hold. */
function notesOf({ notJoined, unsealed, olderSegments }: Subject, { patient }: Exploration): string[] {
  const number = (count: number) => count.toLocaleString('en-US');
  return [
    ...(patient && notJoined.messagesWithoutId > 0
      ? [
          `${number(notJoined.messagesWithoutId)} messages cannot be joined to events until their mailbox is listed anew.`,
        ]
      : []),
    ...(patient && notJoined.teams > 0
      ? [`${number(notJoined.teams)} messages are of Teams, where Microsoft logs no reading of a message.`]
      : []),
    ...(unsealed === undefined
      ? ['How many records are not sealed yet cannot be read.']
      : unsealed > 0
        ? [`${number(unsealed)} records are not sealed yet and not in the answer.`]
        : []),
    ...(olderSegments > 0
      ? [
          `${number(olderSegments)} segments were indexed by an earlier version: messages and devices are missing for them.`,
        ]
      : []),
  ];
}
