import * as contract from '../../api/single-sign-on.ts';
import { ConnectorError } from '../../connectors/http/errors.ts';
import { accountById, listAccounts } from '../../store/accounts.ts';
import { authenticatorsOf } from '../../store/authenticators.ts';
import { peekLink } from '../../store/one-time-links.ts';
import { withSystem } from '../../store/scope.ts';
import { endOtherSessions } from '../../store/sessions.ts';
import { boundAccounts, unbindSubject } from '../../store/sign-on-links.ts';
import { countTry } from '../auth/limits.ts';
import { type SignOnAim, beginSignOn } from '../auth/pending-sign-on.ts';
import { hashOf } from '../auth/secrets.ts';
import { errorWords } from '../log.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

export const singleSignOnRoutes = [
  implement(contract.showSingleSignOn, async ({ server }) =>
    withSystem(server.store, async (scope) => {
      const bound = await boundAccounts(scope);
      const people = (await listAccounts(scope)).filter(({ id }) => bound.has(id));
      const { singleSignOn: provider } = server;
      return {
        people: people.map(({ id, name, email }) => ({ id, name, email })),
        ...(provider && {
          provider: {
            ...{ name: provider.name, issuer: provider.issuer },
            ...{ clientId: provider.clientId, redirect: provider.redirect },
          },
        }),
      };
    }),
  ),

  implement(contract.testSingleSignOn, async ({ server }) => {
    try {
      const { keys } = await provider(server).check();
      return {
        works: true,
        says: `Its description and ${keys} ${keys === 1 ? 'key' : 'keys'} were read.`,
        next: 'Sign in with it once: only that proves the client ID, the secret and the redirect address.',
      };
    } catch (error) {
      if (error instanceof RequestFault) throw error;
      const cause = causeOf(error);
      if (cause) return { works: false, says: cause.message, next: cause.hint };
      return {
        works: false,
        says: `What it answered is no description of this issuer (${errorWords(error)}).`,
        next: 'Compare WARDLINE_OIDC_ISSUER with the issuer that the provider names, letter by letter.',
      };
    }
  }),

  implement(contract.unlinkAccount, async (call) => {
    const { server, parameters, at } = call;
    const id = parameters['id']!;
    call.about(id);
    await withSystem(server.store, async (scope) => {
      if (!(await accountById(scope, id).catch(() => undefined))) throw new RequestFault('not-found');
      if (!(await unbindSubject(scope, id))) throw new RequestFault('not-found');
      await endOtherSessions(scope, id, undefined, at);
    });
    return { unlinked: true as const };
  }),

  implement(contract.linkMe, async (call) => begun(call, { kind: 'link', session: call.caller.session!.id })),

  implement(contract.unlinkMe, async ({ server, caller }) => {
    await withSystem(server.store, async (scope) => {
      const account = await accountById(scope, caller.account);
      const passkey = (await authenticatorsOf(scope, caller.account)).some(({ kind }) => kind === 'passkey');
      if (account?.password === undefined && !passkey)
        throw new RequestFault('conflict', 'No other way in would be left. Add a passkey first.');
      if (!(await unbindSubject(scope, caller.account))) throw new RequestFault('not-found');
    });
    return { unlinked: true as const };
  }),

  implement(contract.acceptBySignOn, async (call) => {
    const { server, caller, body, at } = call;
    await countTry(server, { address: caller.address });
    const link = hashOf(body.link);
    const seen = await withSystem(server.store, (scope) => peekLink(scope, link, at));
    if (seen?.kind !== 'invitation')
      throw new RequestFault('not-found', 'The link was used or is too old. Ask for a new one.');
    return begun(call, { kind: 'accept', link });
  }),
];

async function begun(call: Call, aim: SignOnAim): Promise<{ url: string }> {
  const { server } = call;
  provider(server);
  const { url, cookie } = await beginSignOn(server, aim).catch((error: unknown) => {
    server.log({ level: 'warn', event: 'single-sign-on-refused', why: 'provider', error: errorWords(error) });
    throw new RequestFault('conflict', 'The identity provider does not answer. Try again in a minute.');
  });
  call.header('set-cookie', cookie);
  return { url };
}

function provider(server: Call['server']): NonNullable<Call['server']['singleSignOn']> {
  if (server.singleSignOn) return server.singleSignOn;
  throw new RequestFault('conflict', 'Single sign-on is not set up. See docs/sign-in.md.');
}

function causeOf(error: unknown): ConnectorError | undefined {
  if (error instanceof ConnectorError) return error;
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : undefined;
}
