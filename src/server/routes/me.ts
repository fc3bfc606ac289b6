import * as contract from '../../api/sign-in.ts';
import { daysAfter } from '../../core/clock.ts';
import { type Permission, permissions } from '../../core/permission.ts';
import { accountById, setPassword } from '../../store/accounts.ts';
import { addToken, endToken, listTokens } from '../../store/api-tokens.ts';
import {
  addAuthenticator,
  authenticatorsOf,
  confirmAuthenticator,
  recordUse,
  recoveryCodesLeft,
  removeAuthenticator,
  replaceRecoveryCodes,
} from '../../store/authenticators.ts';
import { withSystem } from '../../store/scope.ts';
import { seal, unseal } from '../../store/sealing.ts';
import { endOtherSessions, endSession, listSessions, setPending } from '../../store/sessions.ts';
import { boundAccounts } from '../../store/sign-on-links.ts';
import { listTenants } from '../../store/tenants.ts';
import { beginNewSession } from '../auth/begin-session.ts';
import { countTry } from '../auth/limits.ts';
import { registered, registrationOptions } from '../auth/passkeys.ts';
import { heldIn, may } from '../auth/permitted.ts';
import { hashOf, hashPassword, isPassword, newSecret } from '../auth/secrets.ts';
import { newRecoveryCodes, newTotp, recoveryHash, stepOf } from '../auth/totp.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';
import { checkPassword, totpContext } from './sign-in.ts';

export const meRoutes = [
  implement(contract.me, async ({ server, caller }) => {
    const { account: id, email, name, grants } = caller;
    return withSystem(server.store, async (scope) => {
      const tenants = await listTenants(scope);
      const authenticators = (await authenticatorsOf(scope, id)).filter(({ confirmedAt }) => confirmedAt !== undefined);
      const shown = tenants.map(({ id, name, color, domain }) => ({
        id,
        name,
        color,
        ...(domain && { domain }),
        permissions: heldIn(grants, id),
      }));
      return {
        id,
        email,
        name,
        roles: grants.roles.map(({ role, tenant, until }) => ({ role, tenant, ...(until && { until }) })),
        tenants: shown.filter((tenant) => tenant.permissions.length > 0),
        everywhere: permissions.filter((permission) => may(grants, permission, undefined)),
        authenticators,
        recoveryCodesLeft: await recoveryCodesLeft(scope, id),
        ...(server.singleSignOn && {
          singleSignOn: { name: server.singleSignOn.name, linked: (await boundAccounts(scope)).has(id) },
        }),
        demo: server.demo,
        version: server.version,
      };
    });
  }),

  implement(contract.mySessions, async ({ server, caller, at }) => {
    const sessions = await withSystem(server.store, (scope) => listSessions(scope, caller.account, at));
    return { items: sessions.map((session) => ({ ...session, current: session.id === caller.session?.id })) };
  }),

  implement(contract.endMySession, async ({ server, caller, parameters, at }) => {
    const ended = await withSystem(server.store, (scope) => endSession(scope, caller.account, parameters['id']!, at));
    if (!ended) throw new RequestFault('not-found');
    return { ended: true as const };
  }),

  implement(contract.changePassword, async (call) => {
    const { server, caller, body, at } = call;
    // Counted apart from sign-ins: a stranger's wrong tries must not keep anybody from a new password.
    await countTry(server, { account: `change ${caller.account}`, address: caller.address });
    const account = await withSystem(server.store, (scope) => accountById(scope, caller.account));
    if (!(await isPassword(body.current, account?.password)))
      throw new RequestFault('bad-request', 'The current password is wrong.');
    checkPassword(body.password, caller);
    const password = await hashPassword(body.password);
    await withSystem(server.store, async (scope) => {
      await setPassword(scope, caller.account, password, at);
      await endOtherSessions(scope, caller.account, caller.session?.id, at);
    });
    return { changed: true as const };
  }),

  implement(contract.startTotp, async (call) => {
    const { server, caller, at } = call;
    await refuseHalf(call);
    const setup = await newTotp(caller.email);
    const id = crypto.randomUUID();
    const content = seal(server.keyring, setup.secret, totpContext(caller.account, id));
    await withSystem(server.store, async (scope) => {
      // What was begun and never finished.
      for (const old of await authenticatorsOf(scope, caller.account))
        if (old.confirmedAt === undefined) await removeAuthenticator(scope, caller.account, old.id);
      await addAuthenticator(scope, {
        id,
        account: caller.account,
        kind: 'totp',
        name: 'app',
        content,
        at,
        confirmed: false,
      });
    });
    return { id, ...setup };
  }),

  implement(contract.confirmTotp, async (call) => {
    const { server, caller, parameters, body, at } = call;
    await refuseHalf(call);
    await countTry(server, { account: `code ${caller.account}` });
    const { id } = parameters as { id: string };
    const right = await withSystem(server.store, async (scope) => {
      const found = (await authenticatorsOf(scope, caller.account)).find((one) => one.id === id);
      if (!found || found.kind !== 'totp' || found.confirmedAt !== undefined) throw new RequestFault('not-found');
      const secret = unseal(server.keyring, found.content, totpContext(caller.account, id)).toString('utf8');
      const step = stepOf(body.code, secret, at);
      if (step === undefined || !(await recordUse(scope, id, at, { step }))) return false;
      await confirmAuthenticator(scope, id, body.name, at);
      return true;
    });
    if (!right)
      throw new RequestFault('bad-request', 'The code is wrong. Look at the time of the phone and try the next one.');
    return enrolled(call);
  }),

  implement(contract.startPasskey, async (call) => {
    const { server, caller } = call;
    await refuseHalf(call);
    const present = await withSystem(server.store, (scope) => authenticatorsOf(scope, caller.account));
    const options = await registrationOptions(server, { ...caller, id: caller.account }, present);
    await withSystem(server.store, (scope) => setPending(scope, caller.sessionHash!, { challenge: options.challenge }));
    return { ...options };
  }),

  implement(contract.addPasskey, async (call) => {
    const { server, caller, body, at } = call;
    await refuseHalf(call);
    const challenge = caller.session?.pending['challenge'];
    const made = typeof challenge === 'string' ? await registered(server, challenge, body.response) : undefined;
    if (!made) throw new RequestFault('bad-request', 'The passkey was not made for this page. Begin again.');
    await withSystem(server.store, async (scope) => {
      await setPending(scope, caller.sessionHash!, {});
      await addAuthenticator(scope, {
        account: caller.account,
        kind: 'passkey',
        name: body.name,
        ...made,
        at,
        confirmed: true,
      });
    });
    return enrolled(call);
  }),

  implement(contract.removeAuthenticator, async ({ server, caller, parameters }) => {
    await withSystem(server.store, async (scope) => {
      const counting = (await authenticatorsOf(scope, caller.account)).filter((one) => one.confirmedAt !== undefined);
      if (counting.length < 2 && counting.some(({ id }) => id === parameters['id']))
        throw new RequestFault('conflict', 'This is the only second step. Add another one first.');
      if (!(await removeAuthenticator(scope, caller.account, parameters['id']!))) throw new RequestFault('not-found');
    });
    return { removed: true as const };
  }),

  implement(contract.newRecoveryCodes, async ({ server, caller }) => {
    const recoveryCodes = newRecoveryCodes();
    await withSystem(server.store, (scope) =>
      replaceRecoveryCodes(scope, caller.account, recoveryCodes.map(recoveryHash)),
    );
    return { recoveryCodes };
  }),

  implement(contract.myTokens, async ({ server, caller, at }) => ({
    items: (await withSystem(server.store, (scope) => listTokens(scope, caller.account, at))).map(open),
  })),

  implement(contract.addToken, async (call) => {
    const { server, caller, body, at } = call;
    const where = body.tenant === '*' ? undefined : body.tenant;
    const beyond = body.permissions.filter((permission) => !may(caller.grants, permission, where));
    if (beyond.length > 0) throw new RequestFault('not-permitted', 'A token can do at most what you can do yourself.');
    const secret = `wlt_${newSecret()}`;
    const { name, permissions, tenant } = body;
    const token = await withSystem(server.store, (scope) =>
      addToken(scope, {
        account: caller.account,
        name,
        permissions,
        tenant,
        hash: hashOf(secret),
        at,
        endsAt: daysAfter(at, body.days),
      }),
    );
    call.about(token.id, { tenant, days: body.days });
    return { ...open(token), token: secret };
  }),

  implement(contract.endToken, async ({ server, caller, parameters, at }) => {
    const ended = await withSystem(server.store, (scope) => endToken(scope, caller.account, parameters['id']!, at));
    if (!ended) throw new RequestFault('not-found');
    return { ended: true as const };
  }),
];

/** With a second step there already, a session that has not taken it must not add another one beside it. */
async function refuseHalf({ server, caller }: Call): Promise<void> {
  if (caller.level !== 'half') return;
  const present = await withSystem(server.store, (scope) => authenticatorsOf(scope, caller.account));
  if (present.some(({ confirmedAt }) => confirmedAt !== undefined)) throw new RequestFault('sign-in-needed');
}

/** The first second step ends the enrollment: recovery codes, and a session that counts. */
async function enrolled(call: Call): Promise<{ recoveryCodes?: string[] }> {
  const { server, caller } = call;
  const left = await withSystem(server.store, (scope) => recoveryCodesLeft(scope, caller.account));
  const recoveryCodes = left === 0 ? newRecoveryCodes() : undefined;
  if (recoveryCodes)
    await withSystem(server.store, (scope) =>
      replaceRecoveryCodes(scope, caller.account, recoveryCodes.map(recoveryHash)),
    );
  if (caller.level === 'half') await beginNewSession(call, caller.account, 'full');
  return recoveryCodes ? { recoveryCodes } : {};
}

function open({
  permissions,
  ...token
}: { permissions: readonly Permission[] } & Omit<Awaited<ReturnType<typeof addToken>>, 'permissions'>) {
  return { ...token, permissions: [...permissions] };
}
