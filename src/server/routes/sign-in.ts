import * as contract from '../../api/sign-in.ts';
import {
  accountByEmail,
  accountById,
  addAccount,
  isUnclaimed,
  replaceRoles,
  setAccountState,
  setPassword,
} from '../../store/accounts.ts';
import { authenticatorsOf, passkeyById, recordUse, useRecoveryCode } from '../../store/authenticators.ts';
import { peekLink, useLink } from '../../store/one-time-links.ts';
import { type SystemScope, withSystem } from '../../store/scope.ts';
import { unseal } from '../../store/sealing.ts';
import { endOtherSessions, endSession } from '../../store/sessions.ts';
import { boundAccounts } from '../../store/sign-on-links.ts';
import { beginNewSession } from '../auth/begin-session.ts';
import { countTry, forgetTries, returnTry } from '../auth/limits.ts';
import { authenticated, authenticationOptions, claimedPasskey } from '../auth/passkeys.ts';
import { deviceCookie, knownDevice } from '../auth/known-device.ts';
import { openAttempt, sealAttempt } from '../auth/attempt.ts';
import { passwordFault } from '../auth/password-rules.ts';
import { hashOf, hashPassword, isPassword } from '../auth/secrets.ts';
import { type Standing, standingOf } from '../auth/standing.ts';
import { recoveryHash, stepOf } from '../auth/totp.ts';
import { clearedCookie } from '../cookies.ts';
import { RequestFault } from '../problem-of.ts';
import { implement } from '../route.ts';

/** What a sealed TOTP secret is bound to. */
export const totpContext = (account: string, id: string): string => `totp ${account} ${id}`;

const done: Standing = { next: 'done', methods: [] };

const wrongLink = () => new RequestFault('not-found', 'The link was used or is too old. Ask for a new one.');

export const signInRoutes = [
  implement(contract.signInState, async ({ server, caller }) => {
    const unclaimed = await withSystem(server.store, (scope) => isUnclaimed(scope));
    const standing =
      caller.level === 'half'
        ? await withSystem(server.store, (scope) => standingOf(scope, caller.account))
        : { next: caller.level === 'full' ? ('done' as const) : ('sign-in' as const), methods: [] };
    return {
      unclaimed,
      demo: server.demo,
      level: caller.level,
      ...standing,
      ...(server.singleSignOn && { singleSignOn: server.singleSignOn.name }),
    };
  }),

  implement(contract.linkState, async ({ server, caller, body, at }) => {
    await countTry(server, { address: caller.address });
    return withSystem(server.store, async (scope) => {
      const found = await peekLink(scope, hashOf(body.link), at);
      if (!found) throw wrongLink();
      const account = found.account === undefined ? undefined : await accountById(scope, found.account);
      return { kind: found.kind, ...(account && { email: account.email, name: account.name }) };
    });
  }),

  implement(contract.claim, async (call) => {
    const { server, caller, body, at } = call;
    await countTry(server, { address: caller.address });
    const seen = await withSystem(server.store, (scope) => peekLink(scope, hashOf(body.link), at));
    if (!seen) throw wrongLink();
    const known = await withSystem(server.store, async (scope) =>
      seen.account === undefined ? undefined : accountById(scope, seen.account),
    );
    const email = known?.email ?? body.email;
    const name = known?.name ?? body.name;
    if (email === undefined || name === undefined) throw new RequestFault('bad-request', 'Say your name and address.');
    checkPassword(body.password, { email, name });
    const password = await hashPassword(body.password);
    const account = await withSystem(server.store, async (scope) => {
      const used = await useLink(scope, hashOf(body.link), seen.kind, at);
      if (!used) throw wrongLink();
      const id = known?.id ?? (await firstOwner(scope, { email, name, at }));
      if (known?.state === 'invited') await setAccountState(scope, id, 'active', at);
      await setPassword(scope, id, password, at);
      await endOtherSessions(scope, id, undefined, at);
      return id;
    });
    call.about(account, { link: seen.kind });
    await beginNewSession(call, account, 'half');
    return withSystem(server.store, (scope) => standingOf(scope, account));
  }),

  implement(contract.signIn, async (call) => {
    const { server, caller, body } = call;
    const device = knownDevice(server, call.cookies, body.email);
    await countTry(server, { ...(device ? { device } : { account: body.email }), address: caller.address });
    const account = await withSystem(server.store, (scope) => accountByEmail(scope, body.email));
    const right = await isPassword(body.password, account?.state === 'active' ? account.password : undefined);
    if (!right || !account) throw new RequestFault('sign-in-needed', 'The address or the password is wrong.');
    call.about(account.id);
    await (device ? forgetTries(server, device, 'device') : forgetTries(server, body.email));
    await returnTry(server, caller.address);
    await beginNewSession(call, account.id, 'half');
    return withSystem(server.store, (scope) => standingOf(scope, account.id));
  }),

  implement(contract.signInWithCode, async (call) => {
    const { server, caller, body, at } = call;
    if (caller.level !== 'half') return done;
    await countTry(server, { account: `code ${caller.account}`, address: caller.address });
    const right = await withSystem(server.store, async (scope) => {
      const code = body.code.replaceAll(/\s/g, '');
      if (!/^\d{6}$/.test(code)) return useRecoveryCode(scope, caller.account, recoveryHash(code), at);
      for (const { id, kind, content, confirmedAt } of await authenticatorsOf(scope, caller.account)) {
        if (kind !== 'totp' || confirmedAt === undefined) continue;
        const secret = unseal(server.keyring, content, totpContext(caller.account, id)).toString('utf8');
        const step = stepOf(code, secret, at);
        if (step !== undefined && (await recordUse(scope, id, at, { step }))) return true;
      }
      return false;
    });
    if (!right)
      throw new RequestFault('sign-in-needed', 'The code is wrong, was used, or has run out. Wait for the next one.');
    await forgetTries(server, `code ${caller.account}`);
    await returnTry(server, caller.address);
    await beginNewSession(call, caller.account, 'full');
    if (!knownDevice(server, call.cookies, caller.email)) call.header('set-cookie', deviceCookie(server, caller.email));
    return done;
  }),

  // Nothing is kept for it and nothing can be guessed with it, so it is not counted.
  implement(contract.passkeyChallenge, async ({ server }) => {
    const options = await authenticationOptions(server);
    return { attempt: sealAttempt(server, options.challenge), options: { ...options } };
  }),

  implement(contract.signInWithPasskey, async (call) => {
    const { server, caller, body, at } = call;
    await countTry(server, { address: caller.address });
    const challenge = await openAttempt(server, body.attempt);
    const claimed = claimedPasskey(body.response);
    const passkey = claimed && (await withSystem(server.store, (scope) => passkeyById(scope, claimed)));
    const wrong = () => new RequestFault('sign-in-needed', 'This passkey is not known here.');
    if (!challenge || !passkey) throw wrong();
    const account = await withSystem(server.store, (scope) => accountById(scope, passkey.account));
    const counter = await authenticated(server, challenge, body.response, passkey);
    if (counter === undefined || account?.state !== 'active') throw wrong();
    const first = await withSystem(server.store, (scope) => recordUse(scope, passkey.id, at, { counter }));
    if (!first) throw wrong();
    await returnTry(server, caller.address);
    call.about(account.id);
    await beginNewSession(call, account.id, 'full');
    return done;
  }),

  implement(contract.signOut, async (call) => {
    const { server, caller, at } = call;
    if (caller.session)
      await withSystem(server.store, (scope) => endSession(scope, caller.account, caller.session!.id, at));
    call.header('set-cookie', clearedCookie(server.origin.startsWith('https:')));
    const { singleSignOn: provider } = server;
    const bound = provider && (await withSystem(server.store, (scope) => boundAccounts(scope))).has(caller.account);
    const url = bound ? await provider.signOutPage().catch(() => undefined) : undefined;
    return { ended: true as const, ...(url && { provider: { name: provider!.name, url } }) };
  }),
];

async function firstOwner(scope: SystemScope, { email, name, at }: { email: string; name: string; at: string }) {
  if (!(await isUnclaimed(scope))) throw wrongLink();
  const account = await addAccount(scope, { email, name, state: 'active', at });
  await replaceRoles(scope, account.id, [{ role: 'owner', tenant: '*' }], { by: 'the link of the first start', at });
  return account.id;
}

/** Throws with the reason when a password cannot be taken. */
export function checkPassword(password: string, person: { email: string; name: string }): void {
  const fault = passwordFault(password, person);
  if (fault) throw new RequestFault('bad-request', fault);
}
