import { recordActivity } from '../../store/activity.ts';
import { type Account, accountById, setAccountState } from '../../store/accounts.ts';
import { peekLink, useLink } from '../../store/one-time-links.ts';
import { type SystemScope, withSystem } from '../../store/scope.ts';
import { beginSession } from '../../store/sessions.ts';
import { accountBySubject, bindSubject, holderOfSession } from '../../store/sign-on-links.ts';
import type { Server } from '../server.ts';
import type { SignOnAim } from './pending-sign-on.ts';
import { hashOf, newSecret } from './secrets.ts';
import type { SignedOn } from './single-sign-on.ts';

/** Why somebody whom the provider knows does not get in, or what became of them. */
type Admitted =
  | { kind: 'signed-in'; secret: string }
  | { kind: 'linked' }
  | { kind: 'refused'; why: 'unknown' | 'disabled' | 'bound' | 'link' };

/**
 * What comes of a person whom the identity provider vouches for. They are known by the provider's own id and never by
 * their mail address; it is bound to an account by who is signed in to it, or by who holds its invitation.
 */
export async function admitPerson(
  server: Server,
  person: SignedOn,
  aim: SignOnAim,
  { address, agent }: { address: string; agent: string },
): Promise<Admitted> {
  const at = server.now();
  return withSystem(server.store, async (scope) => {
    const bound = await accountBySubject(scope, person.subject);
    const record = async ({ id, email }: Account, action: string, outcome: 'done' | 'refused') =>
      recordActivity(scope, [
        { ...{ at, account: id, actor: email, action, object: id, outcome }, ...{ request: '', address } },
      ]);
    if (aim.kind === 'link') {
      const account = await holderOfSession(scope, aim.session, at);
      if (!account) return { kind: 'refused', why: 'link' };
      const done = bound?.id === account.id || (await bindSubject(scope, account.id, person.subject));
      await record(account, 'sign-in.link-provider', done ? 'done' : 'refused');
      return done ? { kind: 'linked' } : { kind: 'refused', why: 'bound' };
    }
    const account = aim.kind === 'accept' ? await accepted(scope, aim.link, person.subject, bound, at) : bound;
    if (account === 'bound' || account === 'link') return { kind: 'refused', why: account };
    if (!account) return { kind: 'refused', why: 'unknown' };
    if (account.state !== 'active') {
      await record(account, 'sign-in.single-sign-on', 'refused');
      return { kind: 'refused', why: 'disabled' };
    }
    const secret = newSecret();
    // A provider that asked for a password alone gives half a sign-in: the second step is ours then.
    const level = person.severalFactors ? 'full' : 'half';
    await beginSession(scope, { hash: hashOf(secret), account: account.id, level, at, agent, address });
    await record(account, 'sign-in.single-sign-on', 'done');
    return { kind: 'signed-in', secret };
  });
}

/** Uses an invitation up for this person. What cannot be is refused before the link is used. */
async function accepted(
  scope: SystemScope,
  link: string,
  subject: string,
  bound: Account | undefined,
  at: string,
): Promise<Account | 'bound' | 'link'> {
  if (bound) return 'bound';
  const seen = await peekLink(scope, link, at);
  if (seen?.kind !== 'invitation' || seen.account === undefined) return 'link';
  const account = await accountById(scope, seen.account);
  if (account?.state !== 'invited' || !(await useLink(scope, link, 'invitation', at))) return 'link';
  if (!(await bindSubject(scope, account.id, subject))) return 'bound';
  await setAccountState(scope, account.id, 'active', at);
  return { ...account, state: 'active' };
}
