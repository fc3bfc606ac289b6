import { directoryRoles } from '../entra/app-roles.ts';
import { guidOf } from '../random.ts';
import type { Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';
import { practiceContent } from './dermatology-content.ts';
import { type Person, freshTenant, withPeople } from './fresh.ts';

const id = '7c1a5e00-0000-4000-8000-000000000003';

/**
 * The practice of scenario A3: patient records live in the EHR, OneDrive holds schedules and marketing, and the strict
 * settings hold all the same.
 */
export function dermatology(): TenantSeed {
  const base = freshTenant({
    id,
    name: 'Saguaro Dermatology',
    domain: 'saguaroderm.example.com',
    prefix: 'saguaroderm-example',
  });
  const doctors = Array.from({ length: 20 }, (_, index): Person => ({
    name: `Dr. Doctor ${index + 1}`,
    alias: `doctor${index + 1}`,
    title: 'Dermatologist',
    mfa: true,
  }));
  const people: Person[] = [
    ...doctors,
    { name: 'Paula Reyes', title: 'Practice manager', mfa: true, roles: [directoryRoles['Global Administrator']!] },
    { name: 'Jun Okada', title: 'Marketing', mfa: true },
    { name: 'Front Desk', alias: 'frontdesk', mfa: true },
    { name: 'Emergency One', alias: 'emergency1', mfa: true, roles: [directoryRoles['Global Administrator']!] },
    { name: 'Emergency Two', alias: 'emergency2', mfa: true, roles: [directoryRoles['Global Administrator']!] },
  ];
  const seed = withPeople(base, people);
  const { collections } = seed;
  const emergency = Object.values(collections['users']!)
    .filter((user) => String(user['mailNickname']).startsWith('emergency'))
    .map((user) => String(user['id']));
  return {
    ...seed,
    content: practiceContent,
    collections: {
      ...collections,
      securityDefaults: { '': { ...collections['securityDefaults']?.[''], isEnabled: false } },
      conditionalAccessPolicies: Object.fromEntries(
        policies(emergency).map((policy) => [String(policy['id']), policy]),
      ),
      sharepointTenant: {
        '': {
          ...collections['sharepointTenant']?.[''],
          SharingCapability: 3,
          ODBSharingCapability: 3,
          DefaultSharingLinkType: 1,
          DefaultLinkPermission: 1,
          ConditionalAccessPolicy: 1,
          PreventExternalUsersFromResharing: true,
        },
      },
    },
  };
}

function policies(excludeUsers: readonly string[]): Entity[] {
  const policy = (displayName: string, clientAppTypes: readonly string[], control: string): Entity => ({
    id: guidOf(`${id} ${displayName}`),
    displayName,
    state: 'enabled',
    createdDateTime: '2026-07-01T15:00:00Z',
    modifiedDateTime: null,
    templateId: null,
    conditions: {
      clientAppTypes: [...clientAppTypes],
      users: {
        includeUsers: ['All'],
        excludeUsers: [...excludeUsers],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
      },
      applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
      userRiskLevels: [],
      signInRiskLevels: [],
    },
    grantControls: { operator: 'OR', builtInControls: [control], customAuthenticationFactors: [], termsOfUse: [] },
    sessionControls: null,
  });
  return [
    policy('Require MFA for everyone', ['all'], 'mfa'),
    policy('Block legacy authentication', ['exchangeActiveSync', 'other'], 'block'),
  ];
}
