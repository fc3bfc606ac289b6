import * as contract from '../../api/due.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import { daysAfter } from '../../core/clock.ts';
import { severities } from '../../core/severity.ts';
import { listAlerts, patienceDays } from '../../store/alerts.ts';
import { listAssessments } from '../../store/assessments.ts';
import { listJobs } from '../../store/jobs.ts';
import { listRuns } from '../../store/journal.ts';
import { listPlans } from '../../store/plans.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import { tenantFolder } from '../ask.ts';
import { may } from '../auth/permitted.ts';
import { dueItems } from '../due-items.ts';
import { jobKind } from '../jobs/kinds.ts';
import { implement } from '../route.ts';

/** Most things that happened which are told. */
const mostNews = 50;
/** Points by which a score has to fall to be told as bad news. */
const fall = 5;

export const dueRoutes = [
  implement(contract.listDue, async ({ server, tenant, at, caller }) => {
    const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
    return withTenant(server.store, tenant, async (scope) => {
      const items = await dueItems(scope, { organization, keyring: server.keyring, at });
      if (!may(caller.grants, 'alerts.read', tenant)) return { items };
      const open = await listAlerts(scope, { states: ['open'], limit: 10_000 });
      const late = open.filter(({ stateSince, severity }) => daysAfter(stateSince, patienceDays[severity]) <= at);
      return {
        items: [
          ...(late.length > 0
            ? [
                {
                  ...{
                    kind: 'alert' as const,
                    title: `${late.length} alerts nobody acknowledged in time`,
                    about: 'Open',
                  },
                  ...{ due: late.map(({ stateSince }) => stateSince).toSorted()[0]!, late: true, page: '/alerts' },
                },
              ]
            : []),
          ...items,
        ],
        alerts: severities.map((severity) => ({
          severity,
          count: open.filter((one) => one.severity === severity).length,
        })),
      };
    });
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
