import { createHash } from 'node:crypto';
import { plainText } from '../../core/shape.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';

/** Who can hold rights on a site: `LoginName`, `Title` and `PrincipalType`, as SharePoint shows them. */
export interface Principal {
  LoginName: string;
  Title: string;
  PrincipalType: number;
}

const user = 'i:0#.f|membership|';
const securityGroup = 'c:0t.c|tenant|';
const microsoft365Group = 'c:0o.c|federateddirectoryclaimprovider|';
const everyone = 'c:0(.s|true';
const everyoneButGuests = 'c:0-.f|rolemanager|spo-grid-all-users/';

/** The id of a login on every site. The real one counts up per site: assumption spo-principals. */
export function principalId(login: unknown): number {
  return (createHash('sha256').update(plainText(login).toLowerCase()).digest().readUInt32BE() % 1_000_000) + 10;
}

/** The person, group or claim behind a login name; `undefined` when the directory has none. Forms: assumption spo-principals. */
export function principalOf(state: State, login: string): Principal | undefined {
  const name = login.toLowerCase();
  if (name.startsWith(user)) {
    const found = userNamed(state, name.slice(user.length));
    return found && { LoginName: name, Title: plainText(found['displayName']), PrincipalType: 1 };
  }
  for (const prefix of [securityGroup, microsoft365Group]) {
    if (!name.startsWith(prefix)) continue;
    const group = state.get('groups', name.slice(prefix.length).replace(/_o$/, ''));
    return group && { LoginName: name, Title: plainText(group['displayName']), PrincipalType: 4 };
  }
  if (name === everyone) return { LoginName: name, Title: 'Everyone', PrincipalType: 4 };
  if (name.startsWith(everyoneButGuests))
    return { LoginName: name, Title: 'Everyone except external users', PrincipalType: 4 };
  return undefined;
}

export function userNamed(state: State, name: string): Entity | undefined {
  const wanted = name.toLowerCase();
  return state.list('users').find((entry) => plainText(entry['userPrincipalName']).toLowerCase() === wanted);
}

/** Whether a login that holds a right is this person: by name, by a group at any depth, or by a claim that all have. */
export function includesPerson(state: State, login: unknown, person: Entity): boolean {
  const name = plainText(login).toLowerCase();
  if (name === `${user}${plainText(person['userPrincipalName']).toLowerCase()}`) return true;
  if (name === everyone) return true;
  if (name.startsWith(everyoneButGuests)) return person['userType'] !== 'Guest';
  const group = [securityGroup, microsoft365Group].find((prefix) => name.startsWith(prefix));
  return group !== undefined && isMember(state, name.slice(group.length).replace(/_o$/, ''), plainText(person['id']));
}

function isMember(state: State, group: string, person: string, seen: ReadonlySet<string> = new Set()): boolean {
  if (seen.has(group)) return false;
  const members = state.list(`groupMembers/${group}`).map((member) => plainText(member['id']));
  const trail = new Set([...seen, group]);
  return members.includes(person) || members.some((member) => isMember(state, member, person, trail));
}
