import type { Change } from '../../core/change.ts';
import type { ContentShare } from '../../core/content.ts';
import { WardlineError } from '../../core/errors.ts';
import { type Fingerprint, type ItemShare, partsOfLikeness, whatItGives } from '../../core/item-share.ts';
import { isConnectorError } from '../http/errors.ts';
import { type Clients, type GraphClient, type Resource, type Scope, defineResource } from '../resource.ts';
import { type People, readPeople } from './people.ts';
import { key } from './settings.ts';
import { readShares } from './shares.ts';

/** What a plan must not hold, from where it is kept sealed. */
export interface ShareNames {
  fingerprint: Fingerprint;
  /** Whom a share was for when it was last read; undefined where that is not kept. */
  granteesOf(share: Pick<ItemShare, 'drive' | 'item' | 'share'>): Promise<readonly string[] | undefined>;
}

const why = 'To see a link or a right on a file right before and after it is ended.';
const scopes: readonly Scope[] = [
  { api: 'graph', role: 'Files.Read.All', registration: 'read-content', why },
  { api: 'graph', role: 'User.Read.All', registration: 'read-content', why: 'To know which grantees are guests.' },
  {
    ...{ api: 'graph', role: 'Files.ReadWrite.All', registration: 'contain' },
    why: 'To end links and rights on files as an approved plan says, and to make them again when it is undone. Microsoft has no narrower permission for it.',
  },
];

/** Links and rights on files, one at a time: ended by a plan, and made again by its undo. */
export function itemShares(names?: ShareNames): Resource {
  const known = new WeakMap<GraphClient, Promise<People>>();
  const peopleOf = (graph: GraphClient) => {
    let found = known.get(graph);
    // Who is a guest hardly changes within a run, and the list is long.
    if (!found) known.set(graph, (found = readPeople({ graph })));
    return found;
  };
  return defineResource({
    id: 'graph.item-shares',
    sections: ['itemShares'],
    api: 'graph',
    scopes,
    async read({ graph }, { about }) {
      const asked = askedOf(about);
      const shares = await readShares({ graph }, await peopleOf(graph), `drive:${asked.drive}`, asked.item);
      return { itemShares: recordsOf(asked, shares ?? [], namesOf(names).fingerprint) };
    },
    write: (clients, change) => writeShare(clients, change, namesOf(names)),
  });
}

type Asked = Pick<ItemShare, 'drive' | 'item' | 'share' | 'like'>;

function askedOf(match: Readonly<Record<string, unknown>> | undefined): Asked {
  const { drive, item, share, like } = match ?? {};
  if ([drive, item, share, like].every((part) => typeof part === 'string' && part !== ''))
    return { drive, item, share, like } as Asked;
  throw new WardlineError('not-permitted', 'A share is read by its drive, item and id.');
}

function namesOf(names: ShareNames | undefined): ShareNames {
  if (names) return names;
  throw new WardlineError('not-permitted', 'Shares are changed by a plan of this data folder alone.');
}

/** The share itself; else the one that was made in its place. */
function recordsOf(asked: Asked, shares: readonly ContentShare[], fingerprint: Fingerprint): ItemShare[] {
  const { gives, twins } = partsOfLikeness(asked.like);
  const own = shares.filter(({ inherited }) => !inherited);
  const found =
    own.find(({ id }) => id === asked.share) ??
    own.find((share) => !twins.has(share.id) && whatItGives(share, fingerprint) === gives);
  if (!found) return [];
  const { kind, access, expiresAt = null, hasPassword = null } = found;
  return [{ ...asked, kind, access, is: whatItGives(found, fingerprint), expiresAt, hasPassword }];
}

async function writeShare({ graph }: Clients, change: Change, names: ShareNames): Promise<void> {
  const asked = askedOf(change.match);
  const item = `/drives/${key(asked.drive)}/items/${key(asked.item)}`;
  if (change.operation === 'remove') {
    try {
      await graph.send('DELETE', `${item}/permissions/${key(asked.share)}`);
    } catch (error) {
      if (!isConnectorError(error, 'not-found')) throw error;
    }
    return;
  }
  if (change.operation !== 'create') throw refused('A share is ended or made, and not changed.');
  const was = change.values as unknown as ItemShare;
  const grantees = (await names.granteesOf(asked)) ?? [];
  // What is made again must be what was ended and nothing wider.
  if (whatItGives({ kind: was.kind, access: was.access, grantees }, names.fingerprint) !== was.is)
    throw refused('Whom it was for is not known any more.');
  await make(graph, item, was, grantees);
}

/** Throws `not-permitted` for what Graph cannot make as it was. */
async function make(graph: GraphClient, item: string, was: ItemShare, grantees: readonly string[]): Promise<void> {
  if (was.hasPassword) throw refused('It had a password, which nobody can read: without it the link would be open.');
  const type = { view: 'view', edit: 'edit' }[was.access];
  if (type === undefined) throw refused('A right of this kind is given by its owner alone.');
  const expires = was.expiresAt === null ? {} : { expirationDateTime: was.expiresAt };
  const named = was.kind === 'specific' || was.kind === 'guest' || was.kind === 'member';
  if (named && !(grantees.length > 0 && grantees.every((one) => one.includes('@'))))
    throw refused('It was for a group or an account without an address.');
  const recipients = grantees.map((email) => ({ email }));
  if (was.kind === 'guest' || was.kind === 'member') {
    const roles = [type === 'edit' ? 'write' : 'read'];
    const body = { recipients, roles, requireSignIn: true, sendInvitation: false, ...expires };
    await graph.send('POST', `${item}/invite`, body);
    return;
  }
  const scope = { anonymous: 'anonymous', organization: 'organization', specific: 'users' }[was.kind];
  const body = { type, scope, ...(was.kind === 'specific' && { recipients, sendNotification: false }), ...expires };
  await graph.send('POST', `${item}/createLink`, body);
}

function refused(message: string): WardlineError {
  return new WardlineError('not-permitted', message, "Ask the file's owner to share it again.");
}
