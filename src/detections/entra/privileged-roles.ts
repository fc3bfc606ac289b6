import type { AuditEvent } from '../../core/audit-event.ts';
import { rolesOf } from '../../core/audit/roles.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { detailOf } from './directory-record.ts';

/** Roles with which one person takes over the tenant, by template id. */
const rulers: Readonly<Record<string, string>> = {
  '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
  'e8611ab8-c189-46e8-94e1-60213ab1f814': 'Privileged Role Administrator',
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13': 'Privileged Authentication Administrator',
  'e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8': 'Partner Tier2 Support',
};

/** Roles that reach the data of others, their sign-in or the protection, by template id. */
const powers: Readonly<Record<string, string>> = {
  'fe930be7-5e62-47db-91af-98c3a49a38b1': 'User Administrator',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c': 'SharePoint Administrator',
  '29232cdf-9323-42fd-ade2-1d097af3e4de': 'Exchange Administrator',
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2': 'Hybrid Identity Administrator',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3': 'Application Administrator',
  '158c047a-c907-4556-b7ef-446551a6b5f7': 'Cloud Application Administrator',
  '194ae4cb-b126-40b2-bd5b-6091b380977d': 'Security Administrator',
  '5f2222b1-57c3-48c8-8ad5-d4759f1fde6f': 'Security Operator',
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9': 'Conditional Access Administrator',
  '0526716b-113d-4c15-b2c8-68e3c22b9f80': 'Authentication Policy Administrator',
  'c4e39bd9-1100-46d3-8c65-fb160da0071f': 'Authentication Administrator',
  '966707d0-3269-4727-9be2-8c3a10f19b9d': 'Password Administrator',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8': 'Helpdesk Administrator',
  '3a2c62db-5318-420d-8d74-23affee5d9d5': 'Intune Administrator',
  '7698a772-787b-4ac8-901f-60d6b08affd2': 'Cloud Device Administrator',
  '17315797-102d-40b4-93e0-432062caca18': 'Compliance Administrator',
  'e6d1a23a-da11-4be4-9570-befc86d067a7': 'Compliance Data Administrator',
  '69091246-20e8-4a56-aa4d-066075b2a7a8': 'Teams Administrator',
  'fdd7a751-b60b-444a-984c-02652fe8fa1c': 'Groups Administrator',
  '8329153b-31d0-4727-b945-745eb3bc5f31': 'Domain Name Administrator',
  'be2f45a1-457d-42af-a067-6ec1fa63bc45': 'External Identity Provider Administrator',
  '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e': 'Identity Governance Administrator',
  '59d46f88-662b-457b-bceb-5c3809e5908f': 'Lifecycle Workflows Administrator',
  '9360feb5-f418-4baa-8175-e2a00bac4301': 'Directory Writers',
  'd29b2b05-8046-44ba-8758-1e26182fcf32': 'Directory Synchronization Accounts',
  '4ba39ca4-527c-499a-b93d-d9b492c50246': 'Partner Tier1 Support',
};

/** Names that Microsoft itself gives the same role in other places, lower case. */
const otherNames: Readonly<Record<string, string>> = {
  'company administrator': '62e90394-69f5-4237-9190-012177145e10',
  tenantadmins: '62e90394-69f5-4237-9190-012177145e10',
  'sharepoint service administrator': 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  'exchange service administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'user account administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'intune service administrator': '3a2c62db-5318-420d-8d74-23affee5d9d5',
};
const idByName = new Map([
  ...Object.entries(otherNames),
  ...[...Object.entries(rulers), ...Object.entries(powers)].map(([id, name]) => [name.toLowerCase(), id] as const),
]);
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface PrivilegedGrant {
  /** Name of the role in English; the record's own name may be in another language. */
  role: string;
  /** True for roles with which one takes over the tenant. */
  rules: boolean;
  /** Account, group or application that gets it; `unknown` when the record does not say. */
  member: string;
  /** True when an application gets it. */
  toApplication: boolean;
}

/**
 * The privileged role of a role record and who gets it; undefined for all other roles. By template id; by name only
 * where the record has no template id, because names change and can be given to custom roles.
 */
export function privilegedGrant(event: AuditEvent): PrivilegedGrant | undefined {
  const facts = rolesOf(event);
  const targets = targetsOf(event);
  // Privileged Identity Management names the role as a target, and its template among the details.
  const target = targets.find(({ kind }) => kind === 'role');
  const given = [
    facts?.templateId,
    detailOf(event, 'TemplateId'),
    detailOf(event, 'RoleDefinitionOriginId'),
    target?.id,
  ]
    .map((id) => id?.toLowerCase())
    .filter((id) => id !== undefined && guid.test(id));
  const known = given.find((id) => rulers[id!] ?? powers[id!]);
  const id = known ?? (facts?.templateId ? undefined : idByName.get((facts?.name ?? '').toLowerCase()));
  const role = id === undefined ? undefined : (rulers[id] ?? powers[id]);
  if (id === undefined || role === undefined) return undefined;
  const member = targets.find(({ kind }) => kind === 'user' || kind === 'group' || kind === 'service');
  return {
    role,
    rules: rulers[id] !== undefined,
    member: member?.name ?? member?.id ?? facts?.member ?? 'unknown',
    toApplication: member?.kind === 'service',
  };
}
