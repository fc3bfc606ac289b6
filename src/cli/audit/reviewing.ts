import { createHash } from 'node:crypto';
import { WardlineError } from '../../core/errors.ts';
import type { LogReview, ReviewDecided, ReviewedAlert } from '../../core/log-review.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { eventFamilies, familyStanding } from '../../engine/event-families.ts';
import { heldLicense } from '../../engine/held-license.ts';
import {
  type MonthSpan,
  type RetentionPolicy,
  localHours,
  monthSpan,
  noiseOf,
  perWeek,
  retentionStanding,
  reviewState,
  weeklyBudget,
} from '../../engine/log-review.ts';
import { listAlerts } from '../../store/alerts.ts';
import { listFeeds } from '../../store/audit-feeds.ts';
import { type WorkHours, afterHours, countsByFamily, newValues, topCounts, trend } from '../../store/events/counts.ts';
import { archiveSpan } from '../../store/events/archive-span.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import { indexForm } from '../../store/events/postgres-add.ts';
import { sampleEvents } from '../../store/events/sample.ts';
import {
  type KeptDecision,
  alertDecisions,
  firstDecisionAt,
  listSignOffs,
  reviewDecisions,
} from '../../store/log-reviews.ts';
import type { Store } from '../../store/open.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import { latestSnapshot } from '../live.ts';

/** Rows of each table of the digest, and events of the sample. */
const rows = 15;
const sampleSize = 25;

/** The review of a month, out of the kept log. Throws `usage` for what is no month. */
export async function reviewOf(
  store: Store,
  tenant: Tenant,
  place: EventLogPlace,
  asked: { month: string; now: string; work: WorkHours },
): Promise<LogReview> {
  const { month, now, work } = asked;
  const span = monthSpan(month);
  const snapshot = await snapshotOf(store, tenant);
  const latest = new Map<string, string | undefined>();
  for (const { id, operations } of eventFamilies) latest.set(id, await place.index.latest(operations));
  const older = (await place.index.segments()).filter(({ form }) => form < indexForm).length;
  return withTenant(store, tenant.id, async (scope) => {
    const before = { from: span.beforeFrom, to: span.from };
    const top = (facet: Parameters<typeof topCounts>[1], moved = false) =>
      topCounts(scope, facet, span, before, { limit: rows, moved });
    const byFamily = new Map((await countsByFamily(scope, span, before)).map((one) => [one.value, one]));
    const feeds = await listFeeds(scope);
    const alerts = await alertsOf(scope, span);
    const decisions = await reviewDecisions(scope, month);
    const seed = `${tenant.id} ${month}`;
    const sampled = await sampleEvents(scope, {
      ...{ seed, from: `${span.from}T00:00:00.000Z`, to: `${span.to}T00:00:00.000Z`, size: sampleSize },
      ...{
        operations: eventFamilies.flatMap(({ operations }) => operations),
        sealedBefore: (await firstDecisionAt(scope, month)) ?? now,
      },
    });
    const events = sampled.map(({ id, at, actor, operation, outcome, ip, country, managed, site, file }) => ({
      ...{ id, at, actor, operation, outcome },
      ...(ip !== undefined && { ip }),
      ...(country !== undefined && { country }),
      ...(managed !== undefined && { managed }),
      ...(site !== undefined && { site }),
      ...(file !== undefined && { file }),
      ...decidedIn(decisions, id),
    }));
    const signOff = (await listSignOffs(scope)).find((one) => one.month === month);
    const weeks = perWeek(alerts, span);
    const premium = snapshot && heldLicense(snapshot, 'audit-premium');
    const archive = await archiveSpan(scope);
    const undecided = [...events, ...alerts].filter(({ decided }) => decided === undefined).length;
    const sums = [...byFamily.values()];
    return {
      tenant: { id: tenant.id, name: tenant.name },
      ...{ month, madeAt: now, due: span.due, state: reviewState(month, now, signOff !== undefined) },
      ...(signOff && { signOff: withoutMonth(signOff) }),
      events: {
        records: sums.reduce((sum, { records }) => sum + records, 0),
        before: sums.reduce((sum, one) => sum + one.before, 0),
      },
      families: eventFamilies.map((family) => {
        const lastEventAt = latest.get(family.id);
        const { feed: _feed, ...standing } = familyStanding(
          family,
          {
            collected: feeds.some((kept) => kept.feed === family.feed && kept.state === 'on'),
            licensed: family.license && snapshot ? heldLicense(snapshot, family.license) : undefined,
            ...(lastEventAt !== undefined && { lastEventAt }),
          },
          now,
        );
        const { records = 0, before: earlier = 0 } = byFamily.get(family.id) ?? {};
        return { ...standing, records, before: earlier };
      }),
      who: { top: await top('actor'), moved: await top('actor', true) },
      what: { top: await top('operation'), moved: await top('operation', true) },
      when: {
        hours: localHours(await trend(scope, span, { by: 'hour' }), work.timeZone),
        ...{ timeZone: work.timeZone, workFrom: work.from, workTo: work.to },
        outside: await afterHours(scope, span, work, rows),
      },
      where: { top: await top('ip'), sites: await top('site', true), countries: await top('country') },
      fresh: {
        site: await freshOf(scope, 'site', span),
        country: await freshOf(scope, 'country', span),
        app: await freshOf(scope, 'app', span),
        device: await freshOf(scope, 'device', span),
      },
      alerts,
      noise: { perWeek: weeks, detections: noiseOf(alerts) },
      retention: retentionStanding({ premium, ...policiesIn(snapshot), ...(archive && { archive }) }),
      sample: { seed, events },
      undecided,
      notes: [
        ...(older > 0
          ? [
              `${older} segments were indexed by an earlier version and are not counted. Count them with: wardline audit reindex`,
            ]
          : []),
        ...(decisions.size === 0
          ? ['Records that come late may change the sample until the first item of the month is decided.']
          : []),
        ...(weeks.some((week) => week.alerts > weeklyBudget)
          ? [`More than ${weeklyBudget} alerts a week: see what a threshold would change with wardline detections tune`]
          : []),
        'Sign-ins and changes of the directory that the unified log and Graph both have are counted once.',
      ],
    };
  });
}

/** What a signature speaks of: SHA-256 of the digest without what changes when it is looked at again. */
export function digestOf(review: LogReview): string {
  const {
    madeAt: _made,
    state: _state,
    signOff: _sign,
    families,
    notes: _notes,
    retention: _retention,
    ...fixed
  } = review;
  const seen = families.map(({ family, records, before }) => ({ family, records, before }));
  return createHash('sha256')
    .update(JSON.stringify({ ...fixed, families: seen }))
    .digest('hex');
}

async function alertsOf(scope: TenantScope, { from, to }: MonthSpan): Promise<ReviewedAlert[]> {
  const since = `${from}T00:00:00.000Z`;
  const kept = (await listAlerts(scope, { since, limit: 10_000 })).filter(
    ({ firstAt }) => firstAt >= since && firstAt < `${to}T00:00:00.000Z`,
  );
  const decided = await alertDecisions(
    scope,
    kept.map(({ id }) => id),
  );
  return kept.map(({ id, detection, severity, title, actor, firstAt, state }) => ({
    ...{ id, detection, severity, title, actor, firstAt, state },
    ...decidedIn(decided, id),
  }));
}

function decidedIn(decisions: ReadonlyMap<string, KeptDecision>, item: string): { decided?: ReviewDecided } {
  const found = decisions.get(item);
  if (!found) return {};
  const { decision, by, at, note } = found;
  return { decided: { decision, by, at, note } };
}

async function freshOf(scope: TenantScope, facet: 'site' | 'country' | 'app' | 'device', span: MonthSpan) {
  const found = await newValues(scope, facet, span, rows);
  return {
    all: found[0]?.all ?? 0,
    first: found.map(({ value, firstDay, records }) => ({ value, firstDay, records })),
  };
}

function withoutMonth<T extends { month: string }>({ month: _month, ...rest }: T): Omit<T, 'month'> {
  return rest;
}

/** Get-UnifiedAuditLogRetentionPolicy's words, in days. */
const durations: Readonly<Record<string, number>> = {
  ...{ sevendays: 7, onemonth: 30, threemonths: 90, sixmonths: 180, ninemonths: 270, twelvemonths: 365 },
  ...{ threeyears: 1095, fiveyears: 1825, sevenyears: 2555, tenyears: 3650 },
};

function policiesIn(snapshot: Snapshot | undefined): { policies?: RetentionPolicy[] } {
  const section = snapshot?.sections.auditRetentionPolicies;
  if (section?.status !== 'read') return {};
  return {
    policies: section.data.flatMap(
      ({ name, identity, enabled, retentionDuration, recordTypes, operations, userIds }) => {
        const days = durations[(retentionDuration ?? '').toLowerCase()];
        if (enabled === false || days === undefined) return [];
        const isForAll = [recordTypes, operations, userIds].every((some) => some?.length === 0);
        return [{ name: name ?? identity ?? 'without a name', days, isForAll }];
      },
    ),
  };
}

async function snapshotOf(store: Store, tenant: Tenant): Promise<Snapshot | undefined> {
  try {
    return (await latestSnapshot(store, tenant)).snapshot;
  } catch (error) {
    if (error instanceof WardlineError && error.code === 'not-found') return undefined;
    throw error;
  }
}
