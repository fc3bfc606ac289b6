import { defineControl } from '../../core/control.ts';
import { asList } from '../../core/shape.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, fail, partial, pass, unknown } from '../../core/verdict.ts';
import {
  type SharePointSettings,
  evidence,
  fromGraph,
  fromTenant,
  notRead,
  patchGraph,
  setTenant,
} from './settings.ts';

type Policy = SectionData<'conditionalAccessPolicies'>[number];
type Declared = Readonly<Record<'users' | 'groups' | 'applications' | 'roles' | 'guestTypes', readonly string[]>>;
const sharePointApps = ['all', 'office365', '00000003-0000-0ff1-ce00-000000000000'];

function restriction({ sharepointTenant, sharepointSettings }: SharePointSettings) {
  return (
    fromTenant(sharepointTenant, 'isUnmanagedSyncClientForTenantRestricted') ??
    fromGraph(sharepointSettings, 'isUnmanagedSyncAppForTenantRestricted')
  );
}

function joinedDomains({ sharepointTenant, sharepointSettings }: SharePointSettings): readonly string[] | undefined {
  const tenant = sharepointTenant?.allowedDomainListForSyncClient;
  return tenant ?? sharepointSettings?.allowedDomainGuidsForSyncApp ?? undefined;
}

function includes(list: readonly string[] | null | undefined, ...wanted: string[]): boolean {
  return (list ?? []).some((entry) => wanted.includes(entry.toLowerCase()));
}

function isDeclared(list: readonly string[] | null | undefined, declared: readonly string[]): boolean {
  const allowed = new Set(declared.map((entry) => entry.toLowerCase()));
  return (list ?? []).every((entry) => allowed.has(entry.toLowerCase()));
}

/** Conditions that leave part of the devices or sign-ins out. */
function isNarrowed({ conditions }: Policy): boolean {
  const { platforms, locations, devices, clientAppTypes, signInRiskLevels, userRiskLevels, authenticationFlows } =
    conditions ?? {};
  const some = (list: readonly string[] | null | undefined) => (list?.length ?? 0) > 0;
  return (
    (some(platforms?.includePlatforms) && !includes(platforms?.includePlatforms, 'all')) ||
    some(platforms?.excludePlatforms) ||
    (some(locations?.includeLocations) && !includes(locations?.includeLocations, 'all')) ||
    some(locations?.excludeLocations) ||
    Boolean(devices?.deviceFilter?.rule) ||
    some(signInRiskLevels) ||
    some(userRiskLevels) ||
    Boolean(authenticationFlows?.transferMethods) ||
    asList(conditions?.insiderRiskLevels).length > 0 ||
    (some(clientAppTypes) && !includes(clientAppTypes, 'all', 'mobileappsanddesktopclients'))
  );
}

/** True when the policy lets only compliant or joined devices reach SharePoint and OneDrive, for everybody. */
function demandsManagedDevice(policy: Policy, declared: Declared): boolean {
  const { users, applications } = policy.conditions ?? {};
  const controls = (policy.grantControls?.builtInControls ?? []).map((control) => control.toLowerCase());
  const managed = controls.filter((control) => control === 'compliantdevice' || control === 'domainjoineddevice');
  const onlyManaged = managed.length === controls.length && !policy.grantControls?.authenticationStrength;
  const isAnd = policy.grantControls?.operator?.toUpperCase() === 'AND';
  const guestTypes = users?.excludeGuestsOrExternalUsers?.guestOrExternalUserTypes?.split(',') ?? [];
  return (
    policy.state?.toLowerCase() === 'enabled' &&
    includes(users?.includeUsers, 'all') &&
    isDeclared(users?.excludeUsers, declared.users) &&
    isDeclared(users?.excludeGroups, declared.groups) &&
    isDeclared(users?.excludeRoles, declared.roles) &&
    isDeclared(guestTypes, declared.guestTypes) &&
    includes(applications?.includeApplications, ...sharePointApps) &&
    isDeclared(applications?.excludeApplications, declared.applications) &&
    !applications?.applicationFilter &&
    managed.length > 0 &&
    (onlyManaged || isAnd) &&
    !isNarrowed(policy)
  );
}

export const syncManagedDevicesOnly = defineControl({
  id: 'sharepoint.sync-managed-devices-only',
  title: 'Files sync only to managed computers',
  finding: 'Files sync to private computers',
  severity: 'high',
  rationale:
    'Sync puts a whole library on the disk of whatever computer asks. On a private one nobody knows whether the disk is encrypted, and nobody can wipe it.',
  citations: ['164.310(d)(1)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'Prowler', id: 'sharepoint_onedrive_sync_restricted_unmanaged_devices' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/allow-syncing-only-on-specific-domains' },
  ],
  aliases: ['SP-10'],
  reads: [],
  mayRead: ['sharepointTenant', 'sharepointSettings', 'conditionalAccessPolicies'],
  evaluate(settings, { declared }) {
    const reading = restriction(settings);
    const policies = settings.conditionalAccessPolicies;
    const policy = policies?.find((entry) => demandsManagedDevice(entry, declared));
    if (policy) {
      const found: Evidence = {
        id: policy.id ?? policy.displayName ?? 'policy',
        name: policy.displayName ?? policy.id ?? 'policy',
        expected: 'compliant or joined device for SharePoint, all users',
        actual: 'enabled',
        readFrom: 'conditionalAccessPolicies',
      };
      return pass(`Conditional Access policy "${found.name}" lets only managed devices reach SharePoint.`, [found]);
    }
    if (!reading) return notRead('whether sync is limited to managed computers');
    const domains = joinedDomains(settings);
    const expected = 'on, for named domains';
    const found = (actual: string) => evidence(reading, 'Sync limited to joined computers', expected, actual);
    if (reading.value && domains && domains.length > 0) {
      return pass(`Sync works only on computers joined to ${domains.length} named domains.`, [
        found(`on, ${domains.length} domains`),
      ]);
    }
    if (reading.value && !domains) return notRead('the domains whose computers may sync');
    const wouldPassIf =
      'Sync is limited to the domains of your computers, or an enabled Conditional Access policy demands a compliant device for SharePoint.';
    if (reading.value) {
      return partial('Sync is limited, but no domain is named.', [found('on, no domain')], { wouldPassIf });
    }
    if (!policies) {
      const why = `Can't tell: sync is open to every computer, and the Conditional Access policies that could close it were not read.`;
      return unknown(why, [found('off')], { wouldPassIf });
    }
    return fail('Every computer can sync files, managed or not.', [found('off')], { wouldPassIf });
  },
  remediation: {
    fix: 'Limit sync to managed computers',
    steps: [
      'Find the GUID of each Active Directory domain: (Get-ADDomain).ObjectGUID.',
      'Open the SharePoint admin center, Settings, OneDrive Sync.',
      'Select "Allow syncing only on computers joined to specific domains", enter the GUIDs and save.',
      'Without Active Directory: require a compliant device for SharePoint in a Conditional Access policy, report-only first.',
    ],
    script: ["Set-SPOTenantSyncClientRestriction -Enable -DomainGuids '00000000-0000-0000-0000-000000000000'"],
  },
  changes(settings) {
    const reading = restriction(settings);
    const domains = joinedDomains(settings) ?? [];
    // Which computers are yours only the domain list says; without it everybody would lose sync.
    if (!reading || reading.value || !settings.conditionalAccessPolicies || domains.length === 0) return [];
    const summary = `Limit sync to computers joined to ${domains.length} named domains`;
    const notice = 'People who sync to a private computer: sync stops there, files already on it stay.';
    if (reading.section === 'sharepointSettings') {
      return [patchGraph({ isUnmanagedSyncAppForTenantRestricted: true }, summary, notice)];
    }
    const values = { isUnmanagedSyncClientForTenantRestricted: true };
    const call = `Set-SPOTenantSyncClientRestriction -Enable -DomainGuids '${domains.join('; ')}'`;
    return [{ ...setTenant(values, '', summary, notice), call }];
  },
  knownGaps: [
    'A Mac cannot join a domain: unless Mac sync is blocked, Macs are outside the domain list.',
    'Files that were synced before stay on the computer.',
  ],
});
