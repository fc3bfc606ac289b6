import * as contract from '../../api/dlp-events.ts';
import { loggedMatches } from '../../cli/dlp/logged-matches.ts';
import { daysAfter } from '../../core/clock.ts';
import { eventSubject, matchesAt, rulesOf } from '../../engine/dlp-events.ts';
import { outcomeAt } from '../../engine/tuning.ts';
import { withTenant } from '../../store/scope.ts';
import { addVerdict } from '../../store/verdicts.ts';
import { logOf, tenantNow } from '../audit-log.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

export const dlpEventRoutes = [
  implement(contract.listDlpEvents, async (call) => {
    const { now, events, verdicts, cut } = await matchesOf(call, call.query.days);
    return {
      at: now,
      items: events,
      rules: rulesOf(events, verdicts),
      open: events.filter(({ verdict }) => verdict === undefined).length,
      cut,
    };
  }),

  implement(contract.tryThreshold, async (call) => {
    const { rule, confidence, count } = call.query;
    const { events, verdicts } = await matchesOf(call, call.query.days);
    const same = (one: { rule: string }) => one.rule.toLowerCase() === rule.toLowerCase();
    const own = events.filter(same);
    const judged = verdicts.filter(same);
    if (own.length === 0 && judged.length === 0) throw new RequestFault('not-found', 'No match of this rule is known.');
    return {
      events: { before: own.length, after: matchesAt(own, { confidence, count }) },
      before: outcomeAt(judged, { confidence: 0, count: 0 }),
      after: outcomeAt(judged, { confidence, count }),
    };
  }),

  implement(contract.judgeDlpEvents, async (call) => {
    const { server, tenant, body, caller } = call;
    const { verdict, reason, ids } = body;
    const { events, now } = await matchesOf(call, body.days);
    const known = new Map(events.map((event) => [event.id, event]));
    const chosen = ids.map((id) => known.get(id));
    const strange = chosen.filter((event) => event === undefined).length;
    if (strange > 0) throw new RequestFault('not-found', `${strange} of these are no matches of the log.`);
    call.about('dlp-events', { verdict, matches: ids.length });
    await withTenant(server.store, tenant, async (scope) => {
      for (const event of chosen) {
        const { rule, confidence, count } = event!;
        const about = { rule, confidence, count, verdict, reason, by: caller.email, at: now };
        await addVerdict(scope, { ...about, subject: eventSubject(event!) });
      }
    });
    return { judged: ids.length };
  }),
];

async function matchesOf(call: Pick<Call, 'server' | 'tenant'>, days: number) {
  const { now } = await tenantNow(call);
  const from = daysAfter(now, -days);
  const found = await withTenant(call.server.store, call.tenant, (scope) =>
    loggedMatches(logOf(call), scope, { from }),
  );
  return { ...found, now };
}
