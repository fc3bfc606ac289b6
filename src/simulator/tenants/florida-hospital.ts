import { directoryRoles } from '../entra/app-roles.ts';
import type { Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';
import { hospitalContent } from './florida-hospital-content.ts';
import { type Person, freshTenant, withLicense, withPeople } from './fresh.ts';

const id = '7c1a5e00-0000-4000-8000-000000000002';
const plans = [
  'AAD_PREMIUM',
  'INTUNE_A',
  'EXCHANGE_S_ENTERPRISE',
  'SHAREPOINTENTERPRISE',
  'TEAMS1',
  'RMS_S_ENTERPRISE',
  'RMS_S_PREMIUM',
  'MIP_S_CLP1',
  'BPOS_S_DlpAddOn',
  'MFA_PREMIUM',
];
/** Staff by department: 800 people with 200 beds. */
const staff: readonly [department: string, count: number][] = [
  ['Nursing', 380],
  ['Medicine', 120],
  ['Front desk', 90],
  ['Billing', 70],
  ['Laboratory', 60],
  ['Pharmacy', 40],
  ['Administration', 36],
];

/**
 * The hospital of scenario A2 before the event: 800 accounts, twenty years of records that everybody can read, no
 * labels, no policies of its own, the audit log on, and the account of somebody who left still open.
 */
export function floridaHospital(): TenantSeed {
  const base = freshTenant({
    id,
    name: 'Mangrove Bay Hospital',
    domain: 'mangrovebay.example.com',
    prefix: 'mangrovebay-example',
  });
  const people: Person[] = staff.flatMap(([department, count]) =>
    Array.from({ length: count }, (_, index) => ({
      name: `${department} ${index + 1}`,
      alias: `${department.toLowerCase().replace(' ', '')}${index + 1}`,
      department,
    })),
  );
  people.push(
    {
      name: 'Ines Varela',
      title: 'IT director',
      department: 'IT',
      mfa: true,
      roles: [directoryRoles['Global Administrator']!],
    },
    {
      name: 'Owen Pratt',
      title: 'Systems administrator',
      department: 'IT',
      mfa: true,
      roles: [directoryRoles['Global Administrator']!, directoryRoles['Exchange Administrator']!],
    },
    { name: 'Lena Orlov', title: 'Privacy officer', department: 'Compliance', mfa: true },
    { name: 'Curtis Vail', title: 'Records clerk', department: 'Medical records', leftOn: '2026-10-31T00:00:00Z' },
  );
  const seed = withLicense(withPeople(base, people), 'SPE_E3', 800, plans);
  return {
    ...seed,
    content: hospitalContent,
    collections: { ...seed.collections, sites: { ...seed.collections['sites'], ...records() } },
  };
}

/** The store with twenty years of charts: everyone in the hospital can change everything in it. */
function records(): Record<string, Entity> {
  const Url = 'https://mangrovebay-example.sharepoint.com/sites/medical-records';
  return {
    [Url]: {
      Url,
      SiteId: '7c1a5e00-0200-4000-8000-000000000010',
      Title: 'Medical records',
      Template: 'STS#3',
      SharingCapability: 2,
      SensitivityLabel: '',
      ConditionalAccessPolicy: 0,
      MembersCanShare: true,
      LastContentModifiedDate: '2026-11-19T00:00:00Z',
      Permissions: [
        {
          LoginName: `c:0-.f|rolemanager|spo-grid-all-users/${id}`,
          Title: 'Everyone except external users',
          PrincipalType: 4,
          Roles: ['Contribute'],
        },
      ],
    },
  };
}
