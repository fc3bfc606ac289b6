import { plainText } from '../../../core/shape.ts';
import { isConnectorError } from '../../http/errors.ts';
import type { GraphClient } from '../../resource.ts';
import { readGroupMembers } from './role-holders.ts';

/**
 * The people of each group, through other groups too, ids in lower case. A group that may not be read or is gone is
 * left out: who is in it stays unknown. Needs GroupMember.Read.All.
 */
export async function readMemberships(
  graph: GraphClient,
  groups: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const group of new Set(groups.map((id) => id.toLowerCase()))) {
    try {
      const members = await readGroupMembers(graph, group, false);
      found.set(group, new Set(members.map(({ id }) => plainText(id).toLowerCase())));
    } catch (error) {
      if (!isConnectorError(error, 'not-found', 'forbidden', 'bad-request')) throw error;
    }
  }
  return found;
}
