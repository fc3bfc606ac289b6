import { text } from './drive-item.ts';
import type { ContentSettings } from './settings.ts';

/** The accounts of a tenant, as far as reading content needs them. */
export interface People {
  members: readonly { id: string; address: string }[];
  /** User id to address. */
  guests: ReadonlyMap<string, string>;
  /** Mail domains of the members, in lower case. */
  domains: ReadonlySet<string>;
}

/** Lists the accounts of the tenant. */
export async function readPeople({ graph }: Pick<ContentSettings, 'graph'>): Promise<People> {
  const members: { id: string; address: string }[] = [];
  const guests = new Map<string, string>();
  const domains = new Set<string>();
  for await (const user of graph.list('/users?$select=id,userPrincipalName,mail,userType&$top=999')) {
    const id = text(user['id']);
    const name = text(user['userPrincipalName']) ?? '';
    if (id === undefined) continue;
    if (user['userType'] === 'Guest' || /#EXT#/i.test(name)) {
      guests.set(id, text(user['mail']) ?? name);
      continue;
    }
    members.push({ id, address: name });
    for (const address of [name, text(user['mail'])]) {
      const domain = address?.split('@')[1]?.toLowerCase();
      if (domain) domains.add(domain);
    }
  }
  return { members, guests, domains };
}
