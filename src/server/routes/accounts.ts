import * as contract from '../../api/accounts.ts';
import { millis, momentOf } from '../../core/clock.ts';
import {
  accountById,
  addAccount,
  grantedRoles,
  listAccounts,
  replaceRoles,
  requireOwner,
  setAccountState,
} from '../../store/accounts.ts';
import { listActivity, verifyActivity } from '../../store/activity.ts';
import { authenticatorsOf, removeAuthenticator } from '../../store/authenticators.ts';
import { addLink } from '../../store/one-time-links.ts';
import type { LinkKind } from '../../store/schema-accounts.ts';
import { type SystemScope, withSystem } from '../../store/scope.ts';
import { endOtherSessions, listSessions } from '../../store/sessions.ts';
import { linkAddress } from '../auth/first-owner.ts';
import { hashOf, newSecret } from '../auth/secrets.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

/** Hours for which an invitation or a link for a new password works. */
const linkHours = 72;

export const accountRoutes = [
  implement(contract.listAccounts, async ({ server, at }) =>
    withSystem(server.store, async (scope) => {
      const granted = Map.groupBy(await grantedRoles(scope), ({ account }) => account);
      const items = [];
      for (const { id, email, name, state, createdAt } of await listAccounts(scope)) {
        const second = (await authenticatorsOf(scope, id)).filter(({ confirmedAt }) => confirmedAt !== undefined);
        const lastSeenAt = (await listSessions(scope, id, at))[0]?.seenAt;
        const roles = (granted.get(id) ?? []).map(({ role, tenant, until }) => ({
          role,
          tenant,
          ...(until && { until }),
        }));
        items.push({
          id,
          email,
          name,
          state,
          createdAt,
          roles,
          secondSteps: second.length,
          ...(lastSeenAt && { lastSeenAt }),
        });
      }
      return { items };
    }),
  ),

  implement(contract.inviteAccount, async (call) => {
    const { server, body, caller, at } = call;
    return withSystem(server.store, async (scope) => {
      const { email, name } = body;
      const { id } = await addAccount(scope, { email, name, state: 'invited', at });
      await replaceRoles(scope, id, distinct(body.roles), { by: caller.email, at });
      call.about(id, { roles: body.roles.map(({ role, tenant }) => `${role} ${tenant}`).join(', ') });
      return { id, link: await newLink(call, scope, id, 'invitation') };
    });
  }),

  implement(contract.setRoles, async (call) => {
    const { server, body, caller, parameters, at } = call;
    await withSystem(server.store, async (scope) => {
      const { id } = await present(scope, parameters['id']!);
      await replaceRoles(scope, id, distinct(body.roles), { by: caller.email, at });
    });
    call.about(parameters['id']!, { roles: body.roles.map(({ role, tenant }) => `${role} ${tenant}`).join(', ') });
    return { changed: true as const };
  }),

  implement(contract.setState, async (call) => {
    const { server, body, parameters, at } = call;
    await withSystem(server.store, async (scope) => {
      const { id, state } = await present(scope, parameters['id']!);
      if (state === 'invited' && body.state === 'active')
        throw new RequestFault('conflict', 'The invitation was not accepted yet. Make a new link for them.');
      await setAccountState(scope, id, body.state, at);
      await requireOwner(scope);
    });
    call.about(parameters['id']!, { state: body.state });
    return { changed: true as const };
  }),

  implement(contract.resetAccount, async (call) => {
    const { server, body, parameters, at } = call;
    return withSystem(server.store, async (scope) => {
      const { id, state } = await present(scope, parameters['id']!);
      if (state === 'disabled') throw new RequestFault('conflict', 'The account is disabled. Give it back first.');
      if (body.secondSteps) {
        for (const one of await authenticatorsOf(scope, id)) await removeAuthenticator(scope, id, one.id);
        await endOtherSessions(scope, id, undefined, at);
      }
      call.about(id, { secondSteps: body.secondSteps });
      return { id, link: await newLink(call, scope, id, state === 'invited' ? 'invitation' : 'reset') };
    });
  }),

  implement(contract.listActivity, async ({ server, query }) =>
    page(await withSystem(server.store, (scope) => listActivity(scope, withoutAbsent(query))), query.limit),
  ),
  implement(contract.tenantActivity, async ({ server, query, tenant }) =>
    page(
      await withSystem(server.store, (scope) => listActivity(scope, { ...withoutAbsent(query), tenant })),
      query.limit,
    ),
  ),
  implement(contract.verifyActivity, async ({ server }) => ({
    ...(await withSystem(server.store, (scope) => verifyActivity(scope))),
    sound: true as const,
  })),
];

async function present(scope: SystemScope, id: string) {
  const account = await accountById(scope, id).catch(() => undefined);
  if (!account) throw new RequestFault('not-found');
  return account;
}

async function newLink(call: Call, scope: SystemScope, account: string, kind: LinkKind): Promise<string> {
  const { server, at } = call;
  const secret = newSecret();
  const endsAt = momentOf(millis(at) + linkHours * 3_600_000);
  await addLink(scope, { hash: hashOf(secret), kind, account, at, endsAt });
  return linkAddress(server.origin, secret);
}

/** The same role in the same tenant once, the later mention counting. */
function distinct<T extends { role: string; tenant: string }>(given: readonly T[]): T[] {
  return [...new Map(given.map((one) => [`${one.role} ${one.tenant}`, one])).values()];
}

interface ActivityQuery {
  before?: number | undefined;
  account?: string | undefined;
  action?: string | undefined;
  limit: number;
}

function withoutAbsent({ before, account, action, limit }: ActivityQuery) {
  return { limit, ...(before && { before }), ...(account && { account }), ...(action && { action }) };
}

function page<T extends { seq: number }>(items: T[], limit: number) {
  return {
    items: items.map((item) => ({ ...item })),
    ...(items.length === limit && { next: String(items.at(-1)!.seq) }),
  };
}
