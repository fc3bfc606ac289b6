import { isDeepStrictEqual } from 'node:util';
import type {
  ExpirationPattern,
  UnifiedRoleAssignmentScheduleRequest,
  UnifiedRoleEligibilityScheduleRequest,
} from '@microsoft/microsoft-graph-types';
import type { Change } from '../../../core/change.ts';
import { isPlainObject, plainText } from '../../../core/shape.ts';
import { sections } from '../../../core/snapshot.ts';
import type { GraphClient } from '../../resource.ts';
import { type Raw, all, key, only, query, quoted, records } from './reading.ts';
import { cannot, sendable, theOne, without } from './writing.ts';

const root = '/roleManagement/directory';
/** Marks what Wardline made, so that an undo finds it. */
const reason = 'Wardline: eligible in place of always active';
/** A year, which Microsoft's default policy allows for eligible assignments. */
const eligibleFor = 'P365D';

/** Whom a role is given to, and where. */
type Subject = Required<{
  [field in 'principalId' | 'roleDefinitionId' | 'directoryScopeId']: NonNullable<
    UnifiedRoleAssignmentScheduleRequest[field]
  >;
}>;

/** What the section adds to a rule and Graph does not know. */
const ownFields = ['policyId', 'ruleSource', 'ruleSourceType'];

/** Brings rules and assignments of one role to the wanted state, call by call, leaving alone what is right already. */
export async function writePrivilegedRole(
  graph: GraphClient,
  change: Change,
  present: readonly Raw[],
  now: string,
): Promise<void> {
  const role = theOne(present, change);
  const { rules, assignments, ...rest } = { ...change.values };
  if (Object.keys(rest).length > 0) throw cannot(change);
  if (rules !== undefined) await writeRules(graph, records(rules), role);
  if (assignments !== undefined) await writeAssignments(graph, records(assignments), role, now);
}

async function writeRules(graph: GraphClient, wanted: readonly Raw[], role: Raw): Promise<void> {
  // Compared as the section decodes them, so that a date written in another way is no change.
  const decoded = records(sections.privilegedRoles.decode([role])[0]?.rules);
  for (const [index, raw] of records(role['rules']).entries()) {
    const now = decoded[index]!;
    const want = wanted.find((rule) => rule['id'] === now['id'] && rule['policyId'] === now['policyId']);
    const changed = Object.entries(want ?? {}).filter(
      ([field, value]) => !ownFields.includes(field) && !isDeepStrictEqual(value ?? null, now[field] ?? null),
    );
    if (changed.length === 0) continue;
    const body = { ...without(raw, ...ownFields), ...Object.fromEntries(changed) };
    const path = `/policies/roleManagementPolicies/${key(raw['policyId'])}/rules/${key(raw['id'])}`;
    await graph.send(
      'PATCH',
      path,
      sendable({ ...body, ...('setting' in body && { setting: approval(body['setting']) }) }),
    );
  }
}

/** Approvers as v1.0 takes them: `userId` or `groupId`, and no backup flag. */
function approval(setting: unknown): unknown {
  if (!isPlainObject(setting)) return setting;
  const approvers = (list: unknown) =>
    records(list).map((one) => {
      const id = /groupMembers$/i.test(String(one['@odata.type'])) ? 'groupId' : 'userId';
      const named = /(groupMembers|singleUser)$/i.test(String(one['@odata.type']));
      return { ...only(one, '@odata.type', 'description'), ...(named && { [id]: one[id] ?? one['id'] }) };
    });
  const approvalStages = records(setting['approvalStages']).map((stage) => ({
    ...stage,
    primaryApprovers: approvers(stage['primaryApprovers']),
    escalationApprovers: approvers(stage['escalationApprovers']),
  }));
  return { ...setting, approvalStages };
}

async function writeAssignments(graph: GraphClient, wanted: readonly Raw[], role: Raw, now: string): Promise<void> {
  const present = records(role['assignments']);
  const subjectOf = (assignment: Raw): Subject => ({
    principalId: plainText(assignment['principalId']),
    roleDefinitionId: plainText(assignment['roleDefinitionId'] ?? role['roleTemplateId']),
    directoryScopeId: plainText(assignment['directoryScopeId'] ?? '/'),
  });
  const same = (a: Raw) => (b: Raw) =>
    isDeepStrictEqual(subjectOf(a), subjectOf(b)) && a['assignmentType'] === b['assignmentType'];
  // An activation ends by itself; only assignments are made and taken away.
  const assigned = (list: readonly Raw[]) => list.filter((one) => one['assignmentType'] !== 'Activated');
  for (const gone of assigned(present).filter((one) => !wanted.some(same(one)))) {
    await makeEligible(graph, subjectOf(gone), now);
    const body: UnifiedRoleAssignmentScheduleRequest = {
      action: 'adminRemove',
      ...subjectOf(gone),
      justification: reason,
    };
    await graph.send('POST', `${root}/roleAssignmentScheduleRequests`, body);
  }
  for (const back of assigned(wanted).filter((one) => !present.some(same(one)))) {
    const body: UnifiedRoleAssignmentScheduleRequest = {
      action: 'adminAssign',
      ...subjectOf(back),
      justification: 'Wardline: assignment as before',
      scheduleInfo: { startDateTime: now, expiration: expirationOf(back) },
    };
    await graph.send('POST', `${root}/roleAssignmentScheduleRequests`, body);
    await endOwnEligibility(graph, subjectOf(back));
  }
}

function expirationOf({ endDateTime }: Raw): ExpirationPattern {
  return typeof endDateTime === 'string' ? { type: 'afterDateTime', endDateTime } : { type: 'noExpiration' };
}

function matching(subject: Subject): string {
  return Object.entries(subject)
    .map(([field, value]) => `${field} eq ${quoted(value)}`)
    .join(' and ');
}

async function makeEligible(graph: GraphClient, subject: Subject, now: string): Promise<void> {
  const path = query(`${root}/roleEligibilityScheduleInstances`, { filter: matching(subject) });
  if ((await all(graph, path)).length > 0) return;
  const body: UnifiedRoleEligibilityScheduleRequest = {
    action: 'adminAssign',
    ...subject,
    justification: reason,
    scheduleInfo: { startDateTime: now, expiration: { type: 'afterDuration', duration: eligibleFor } },
  };
  await graph.send('POST', `${root}/roleEligibilityScheduleRequests`, body);
}

/** Takes an eligibility away again, but only one that Wardline made. */
async function endOwnEligibility(graph: GraphClient, subject: Subject): Promise<void> {
  const path = query(`${root}/roleEligibilityScheduleRequests`, { filter: matching(subject) });
  const requests = await all(graph, path);
  if (!requests.some(({ action, justification }) => action === 'adminAssign' && justification === reason)) return;
  const body: UnifiedRoleEligibilityScheduleRequest = {
    action: 'adminRemove',
    ...subject,
    justification: 'Wardline: eligibility as before',
  };
  await graph.send('POST', `${root}/roleEligibilityScheduleRequests`, body);
}
