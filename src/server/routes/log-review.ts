import * as contract from '../../api/log-review.ts';
import { digestOf, reviewOf } from '../../cli/audit/reviewing.ts';
import { WardlineError } from '../../core/errors.ts';
import type { LogReview } from '../../core/log-review.ts';
import { checkTimeZone, lastMonth, monthSpan, unsignedReviews } from '../../engine/log-review.ts';
import { archiveSpan } from '../../store/events/archive-span.ts';
import { decideItems, listSignOffs, signReview } from '../../store/log-reviews.ts';
import { withTenant } from '../../store/scope.ts';
import { logOf, tenantNow } from '../audit-log.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

export const logReviewRoutes = [
  implement(contract.listReviews, async (call) => {
    const { server, tenant } = call;
    const { now } = await tenantNow(call);
    const { signed, span } = await withTenant(server.store, tenant, async (scope) => ({
      signed: await listSignOffs(scope),
      span: await archiveSpan(scope),
    }));
    const open = span ? unsignedReviews(span.from, now, new Set(signed.map(({ month }) => month))) : [];
    const items = [
      ...open,
      ...signed.map(({ month, by, at }) => ({ month, due: monthSpan(month).due, state: 'signed' as const, by, at })),
      // The month that runs can be looked at before it is over.
      ...(span ? [{ month: now.slice(0, 7), due: monthSpan(now.slice(0, 7)).due, state: 'not-due' as const }] : []),
    ];
    return { at: now, items: items.toSorted((a, b) => (a.month < b.month ? 1 : -1)) };
  }),

  implement(contract.showReview, async (call) => reviewed(call, call.query)),

  implement(contract.decideReview, async (call) => {
    const { server, tenant, body, caller, parameters } = call;
    const review = await reviewed(call, inUtc);
    const known = new Set([...review.sample.events, ...review.alerts].map(({ id }) => id));
    const items = body.items.map((item) => item.toLowerCase());
    const strange = items.filter((item) => !known.has(item)).length;
    if (strange > 0) throw new RequestFault('not-found', `${strange} of these are no items of this review.`);
    const month = parameters['month']!;
    call.about(month, { decision: body.decision, items: items.length });
    await withTenant(server.store, tenant, (scope) =>
      decideItems(
        scope,
        month,
        items.map((item) => ({ item, decision: body.decision, by: caller.email, at: review.madeAt, note: body.note })),
      ),
    );
    return { undecided: (await reviewed(call, inUtc)).undecided };
  }),

  implement(contract.signReview, async (call) => {
    const { server, tenant, body, caller, parameters } = call;
    const review = await reviewed(call, body);
    const month = parameters['month']!;
    if (review.state === 'not-due')
      throw new WardlineError('conflict', 'It is not over.', `It can be signed from ${monthSpan(month).to} on.`);
    if (review.undecided > 0)
      throw new WardlineError('conflict', `${review.undecided} items are not decided.`, 'Decide each one, then sign.');
    const items = review.sample.events.length + review.alerts.length;
    const signed = { by: caller.email, at: review.madeAt, note: body.note, items, digest: digestOf(review) };
    call.about(month, { items, digest: signed.digest });
    await withTenant(server.store, tenant, (scope) => signReview(scope, { month, ...signed }));
    return signed;
  }),
];

const inUtc = { timeZone: 'UTC', workFrom: 7, workTo: 19 };

async function reviewed(
  call: Pick<Call, 'server' | 'tenant' | 'parameters'>,
  { timeZone, workFrom, workTo }: typeof inUtc,
): Promise<LogReview> {
  if (workFrom >= workTo) throw new RequestFault('bad-request', 'Working hours begin before they end.');
  checkTimeZone(timeZone);
  const { row, now } = await tenantNow(call);
  const asked = call.parameters['month']!;
  const month = asked === 'latest' ? lastMonth(now) : asked;
  return reviewOf(call.server.store, row, logOf(call), { month, now, work: { timeZone, from: workFrom, to: workTo } });
}
