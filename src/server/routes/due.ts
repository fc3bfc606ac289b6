import { showDigest } from '../../api/digest.ts';
import * as contract from '../../api/due.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import { digestOf, weekCalled } from '../../cli/digest/gather.ts';
import { dutiesDue, dutiesOf } from '../../cli/due/duties.ts';
import { signable } from '../../cli/due/signable.ts';
import { clockOf } from '../../cli/tenant-clock.ts';
import { daysAfter, daysBetween, now as machineNow } from '../../core/clock.ts';
import type { Duty } from '../../core/duty.ts';
import { severities } from '../../core/severity.ts';
import { iCalendar } from '../../engine/icalendar.ts';
import { periodOf } from '../../engine/standing-duties.ts';
import { type KeptAlert, listAlerts, patienceDays } from '../../store/alerts.ts';
import { listAssessments } from '../../store/assessments.ts';
import { digestSends } from '../../store/digest-sends.ts';
import { signDuty } from '../../store/duty-sign-offs.ts';
import { listJobs } from '../../store/jobs.ts';
import { listRuns } from '../../store/journal.ts';
import { listPlans } from '../../store/plans.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import { getTenant } from '../../store/tenants.ts';
import { tenantFolder } from '../ask.ts';
import { may } from '../auth/permitted.ts';
import { jobKind } from '../jobs/kinds.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement, implementFile } from '../route.ts';

/** Days ahead that a calendar can be asked for. */
const mostDays = 731;
/** Most things that happened which are told. */
const mostNews = 50;
/** Points by which a score has to fall to be told as bad news. */
const fall = 5;

export const dueRoutes = [
  implement(contract.listDue, async (call) => {
    const { server, tenant, caller } = call;
    const { duties, now } = await allDuties(call, 30);
    const items = dutiesDue(duties, now);
    const overdue = (rows: readonly Duty[]) => rows.filter(({ state }) => state === 'overdue').length;
    if (!may(caller.grants, 'alerts.read', tenant)) return { at: now, overdue: overdue(items), items };
    const open = await withTenant(server.store, tenant, (scope) =>
      listAlerts(scope, { states: ['open'], limit: 10_000 }),
    );
    const all = [...lateAlerts(open, now), ...items];
    return {
      ...{ at: now, overdue: overdue(all), items: all },
      alerts: severities.map((severity) => ({
        severity,
        count: open.filter((one) => one.severity === severity).length,
      })),
    };
  }),

  implement(contract.showCalendar, async (call) => {
    const { from, to, now, items } = await calendarOf(call);
    return { at: now, from, to, overdue: items.filter(({ state }) => state === 'overdue').length, items };
  }),

  implementFile(contract.calendarFile, async (call) => {
    const { server, tenant } = call;
    const { items, now, row } = await calendarOf(call);
    const link = `${server.origin}/t/${tenant}`;
    return {
      name: `wardline-${tenant}.ics`,
      body: iCalendar(items, { name: `Wardline: ${row.name}`, tenant, link, at: now }),
    };
  }),

  implement(contract.signDuty, async (call) => {
    const { server, tenant, body, caller } = call;
    const { duties, now } = await allDuties(call, 400);
    const { duty, period } = signable(duties, body.duty, body.period);
    call.about(`${duty}:${period}`);
    const signed = { duty, period, by: caller.email, at: now };
    await withTenant(server.store, tenant, (scope) => signDuty(scope, { ...signed, note: body.note }));
    return signed;
  }),

  implement(showDigest, async (call) => {
    const { server, tenant, parameters } = call;
    const { duties, now } = await allDuties(call, 30);
    const week = weekCalled(parameters['week']!, now);
    return withTenant(server.store, tenant, async (scope) => ({
      ...(await digestOf(scope, week, duties, now)),
      sent: await digestSends(scope, week.id),
      weeks: {
        before: periodOf('week', daysAfter(week.from, -1)).id,
        ...(daysAfter(week.to, 7) <= now && { after: periodOf('week', week.to).id }),
      },
    }));
  }),

  implement(contract.listNews, async ({ server, tenant, query, caller }) => {
    const held = (permission: 'plans.read' | 'jobs.read' | 'alerts.read') => may(caller.grants, permission, tenant);
    const items = await withTenant(server.store, tenant, async (scope) => [
      ...(await ofChecks(scope)),
      ...(held('plans.read') ? await ofPlans(scope) : []),
      ...(held('jobs.read') ? await ofJobs(scope) : []),
      ...(held('alerts.read') ? await ofAlerts(scope) : []),
    ]);
    return {
      items: items
        .filter(({ at }) => query.since === undefined || at > query.since)
        .toSorted((a, b) => b.at.localeCompare(a.at))
        .slice(0, mostNews),
    };
  }),
];

/** The tenant, and now: the server's clock, or that of the simulator which a tenant lives in. */
async function placed({ server, tenant, at }: Pick<Call, 'server' | 'tenant' | 'at'>) {
  const row = await withTenant(server.store, tenant, (scope) => getTenant(scope));
  const clock = await clockOf(server.store, process.env, row, 'read-content');
  return { row, now: clock === machineNow ? at : clock() };
}

/** Every duty of the tenant up to so many days ahead. */
async function allDuties(call: Pick<Call, 'server' | 'tenant' | 'at'>, days: number) {
  const { server, tenant, at } = call;
  const { row, now } = await placed(call);
  const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
  const { keyring } = server;
  const until = daysAfter(now, days);
  return { row, now, duties: await dutiesOf(server.store, { tenant: row, organization, keyring, at, now, until }) };
}

async function calendarOf(call: Call<typeof contract.showCalendar> | Call<typeof contract.calendarFile>) {
  const { now } = await placed(call);
  const { from = daysAfter(now, -31).slice(0, 10), to = daysAfter(now, 92).slice(0, 10) } = call.query;
  const days = daysBetween(now, `${to}T23:59:59.999Z`) + 1;
  if (from > to || days > mostDays)
    throw new RequestFault('bad-request', 'It begins before it ends, at most two years ahead.');
  const { duties, row } = await allDuties(call, Math.max(1, days));
  const items = duties.filter(
    ({ due, state }) =>
      due !== undefined && ((due.slice(0, 10) >= from && due.slice(0, 10) <= to) || state === 'overdue'),
  );
  return { from, to, now, row, items };
}

/** Alerts that nobody acknowledged in time, as one duty. */
function lateAlerts(open: readonly KeptAlert[], now: string): Duty[] {
  const late = open.filter(({ stateSince, severity }) => daysAfter(stateSince, patienceDays[severity]) <= now);
  if (late.length === 0) return [];
  const due = late.map(({ stateSince, severity }) => daysAfter(stateSince, patienceDays[severity])).toSorted()[0]!;
  return [
    {
      ...{ key: 'alerts', kind: 'alert', title: `${late.length} alerts nobody acknowledged in time`, about: 'Open' },
      ...{ due, state: 'overdue', page: '/alerts' },
    },
  ];
}

async function ofChecks(scope: TenantScope): Promise<contract.NewsRow[]> {
  const checks = await listAssessments(scope, mostNews);
  return checks.map(({ id, assessedAt, score }, place) => {
    const before = checks[place + 1]?.score.today;
    const by = before === undefined ? 0 : score.today - before;
    const moved = by === 0 ? '' : `, ${Math.abs(by)} ${by < 0 ? 'lower' : 'higher'}`;
    return {
      ...{ id, kind: 'assessment' as const, at: assessedAt, by: 'Wardline', bad: by <= -fall, page: '' },
      title: `Checked: score ${score.today}${moved}`,
    };
  });
}

async function ofPlans(scope: TenantScope): Promise<contract.NewsRow[]> {
  const plans = (await listPlans(scope, mostNews)).map(({ id, createdAt, createdBy }) => ({
    ...{ id, kind: 'plan' as const, at: createdAt, by: createdBy, bad: false, page: `/plans/${id}` },
    title: 'A plan was made',
  }));
  const runs = (await listRuns(scope, mostNews)).map(({ id, kind, planId, startedAt, startedBy, result }) => ({
    ...{ id, kind: 'run' as const, at: startedAt, by: startedBy, bad: result === 'failed' },
    ...{ page: planId ? `/plans/${planId}` : '/plans', title: `Run: ${kind}, ${result ?? 'under way'}` },
  }));
  return [...plans, ...runs];
}

async function ofJobs(scope: TenantScope): Promise<contract.NewsRow[]> {
  const failed = (await listJobs(scope, { limit: 200 })).filter(({ state }) => state === 'failed');
  return failed.slice(0, mostNews).map(({ id, kind, createdAt, endedAt, startedBy }) => ({
    ...{ id, kind: 'job' as const, at: endedAt ?? createdAt, by: startedBy, bad: true, page: '' },
    title: `Failed: ${jobKind(kind)?.title ?? kind}`,
  }));
}

async function ofAlerts(scope: TenantScope): Promise<contract.NewsRow[]> {
  return (await listAlerts(scope, { limit: mostNews })).map(({ id, title, raisedAt, severity }) => ({
    ...{ id, kind: 'alert' as const, at: raisedAt, by: 'Wardline', title, page: `/alerts/${id}` },
    bad: severity === 'critical' || severity === 'high',
  }));
}
