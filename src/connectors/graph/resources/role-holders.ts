import { hasLicense } from '../../../core/license.ts';
import type { ReadContext } from '../../../core/reading.ts';
import { isPlainObject, plainText } from '../../../core/shape.ts';
import { isConnectorError } from '../../http/errors.ts';
import type { GraphClient } from '../../resource.ts';
import { type Raw, all, query, quoted, records } from './reading.ts';

/** The roles that ScubaGear calls privileged, by template id. */
export const privilegedRoleNames: ReadonlyMap<string, string> = new Map([
  ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator'],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator'],
  ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator'],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator'],
  ['8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', 'Hybrid Identity Administrator'],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator'],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator'],
]);

const root = '/roleManagement/directory';

interface Assignments {
  active: Raw[];
  eligible: Raw[];
  /** Whether Privileged Identity Management answered. */
  pim: boolean;
}

/**
 * Who holds a role, with the principal expanded. Without Entra ID P2 or Governance there is no Privileged Identity
 * Management and Graph refuses its lists; then every assignment is a plain one that never ends.
 */
export async function readAssignments(graph: GraphClient, context: ReadContext): Promise<Assignments> {
  const plans = context.read('servicePlans');
  if (plans !== undefined && !hasLicense('entra-governance', records(plans))) return plainAssignments(graph);
  try {
    const expand = 'principal';
    const active = await all(graph, query(`${root}/roleAssignmentScheduleInstances`, { expand }));
    const eligible = await all(graph, query(`${root}/roleEligibilityScheduleInstances`, { expand }));
    return { active, eligible, pim: true };
  } catch (error) {
    if (!isConnectorError(error, 'not-licensed')) throw error;
    return plainAssignments(graph);
  }
}

async function plainAssignments(graph: GraphClient): Promise<Assignments> {
  const found = await all(graph, query(`${root}/roleAssignments`, { expand: 'principal' }));
  const endless = { assignmentType: 'Assigned', memberType: 'Direct', startDateTime: null, endDateTime: null };
  return { active: found.map((assignment) => ({ ...assignment, ...endless })), eligible: [], pim: false };
}

/** Role definitions by id; an assignment names only the id. */
export async function readRoleDefinitions(graph: GraphClient): Promise<Map<string, Raw>> {
  const found = await all(graph, query(`${root}/roleDefinitions`, { select: 'id,templateId,displayName' }));
  return new Map(found.map((role) => [plainText(role['id']).toLowerCase(), role]));
}

export const isGroup = (principal: unknown) => isOfType(principal, 'group');
export const isUser = (principal: unknown) => isOfType(principal, 'user');

export function isOfType(principal: unknown, type: string): boolean {
  return isPlainObject(principal) && principal['@odata.type'] === `#microsoft.graph.${type}`;
}

/** The people and applications in a group, through Privileged Identity Management for Groups too. */
export async function readGroupMembers(graph: GraphClient, group: string, pim: boolean): Promise<Raw[]> {
  const members = await all(
    graph,
    query(`/groups/${encodeURIComponent(group)}/transitiveMembers`, { select: 'id', top: '999' }),
  );
  return pim ? [...members, ...(await readEligibleMembers(graph, group))] : members;
}

/** Who may become a member of a group; nobody where the group is not under Privileged Identity Management. */
export async function readEligibleMembers(graph: GraphClient, group: string): Promise<Raw[]> {
  const path = query('/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances', {
    filter: `groupId eq ${quoted(group)}`,
    expand: 'principal',
  });
  try {
    const instances = await all(graph, path);
    return instances.map((instance) => instance['principal']).filter(isPlainObject);
  } catch (error) {
    // Graph answers so for a group that was never brought under it [M].
    if (isConnectorError(error, 'not-found', 'bad-request')) return [];
    throw error;
  }
}
