import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';
import { isAssigned, policyName } from './assignments.ts';

type Policy = SectionData<'managedAppPolicies'>[number];

const platforms = [
  { name: 'iOS and iPadOS', type: /iosManagedAppProtection$/i, collection: 'iosManagedAppProtections' },
  { name: 'Android', type: /androidManagedAppProtection$/i, collection: 'androidManagedAppProtections' },
];
type Platform = (typeof platforms)[number];

/** What a policy leaves open. iOS names the kind of encryption, Android says yes or no. */
function lacks(platform: Platform, policy: Policy, wipeDays: number): string[] {
  const encrypted =
    platform.name === 'Android'
      ? policy.encryptAppData === true
      : typeof policy.appDataEncryptionType === 'string' && policy.appDataEncryptionType !== 'useDeviceSettings';
  const days = offlineDays(policy.periodOfflineBeforeWipeIsEnforced);
  return [
    ...(policy.pinRequired === true ? [] : ['a PIN']),
    ...(encrypted ? [] : ['encryption']),
    ...(policy.saveAsBlocked === true ? [] : ['blocked "Save as"']),
    ...(days !== undefined && days <= wipeDays ? [] : [`a wipe after at most ${wipeDays} days offline`]),
  ];
}

/** Days of the duration that Intune writes (`P90D`); anything else does not count. */
function offlineDays(duration: string | null | undefined): number | undefined {
  const days = /^P(\d+)D(?:T0S)?$/.exec(duration ?? '');
  return days && Number(days[1]) > 0 ? Number(days[1]) : undefined;
}

function judge(platform: Platform, policies: readonly Policy[], wipeDays: number): Verdict {
  const own = policies.filter((policy) => platform.type.test(policy['@odata.type'] ?? ''));
  const assigned = own.filter((policy) => isAssigned(policy) === true);
  const wanted = 'a PIN, encryption, blocked "Save as", a wipe after days offline';
  const evidence = (policy: Policy): Evidence => ({
    id: policy.id ?? policyName(policy),
    name: policyName(policy),
    expected: wanted,
    actual:
      lacks(platform, policy, wipeDays).length === 0
        ? 'has all'
        : `lacks ${lacks(platform, policy, wipeDays).join(', ')}`,
    readFrom: 'managedAppPolicies',
  });
  const good = assigned.filter((policy) => lacks(platform, policy, wipeDays).length === 0);
  if (good.length > 0) return pass(`App protection is on for ${platform.name}.`, good.map(evidence));
  const extras = { wouldPassIf: `An assigned app protection policy for ${platform.name} has ${wanted}.` };
  if (own.some((policy) => isAssigned(policy) === undefined && lacks(platform, policy, wipeDays).length === 0))
    return unknown(`Can't tell whether the app protection policy for ${platform.name} is assigned: that was not read.`);
  if (assigned.length > 0)
    return fail(`App protection for ${platform.name} leaves gaps.`, assigned.map(evidence), extras);
  return fail(
    `No app protection policy is assigned for ${platform.name}.`,
    [
      {
        id: `platform/${platform.name}`,
        name: platform.name,
        expected: 'an assigned app protection policy',
        actual: own.length === 0 ? 'no policy' : `not assigned: ${own.map(policyName).join(', ')}`,
        readFrom: 'managedAppPolicies.assignments',
      },
    ],
    extras,
  );
}

export const appProtectionOn = defineControl({
  id: 'intune.app-protection-on',
  title: 'Company data on phones is locked, encrypted and wiped by app protection',
  finding: 'Company data on phones lies outside app protection',
  severity: 'high',
  rationale:
    'Staff read mail on their own phones whatever the handbook says. App protection puts a PIN and encryption around the company data alone, keeps it out of private apps, and can wipe it without touching the family photos.',
  citations: ['164.310(d)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [{ source: 'Prowler', id: 'entra_conditional_access_policy_approved_client_app_required_for_mobile' }],
  aliases: ['DV-03'],
  license: 'intune',
  parameters: {
    wipeDays: { default: 90, tighten: 'lower', title: 'Longest time offline before company data is wiped, in days' },
  },
  reads: ['managedAppPolicies'],
  evaluate({ managedAppPolicies }, { parameters }) {
    return combine(
      Object.fromEntries(
        platforms.map((platform) => [platform.name, judge(platform, managedAppPolicies, parameters.wipeDays)]),
      ),
    );
  },
  remediation: {
    fix: 'Assign app protection policies for iOS and Android',
    steps: [
      'Open the Intune admin center, Apps, Protection.',
      'Create or open the policy for iOS/iPadOS and the one for Android, for all Microsoft apps.',
      'Block "Save copies of org data", turn on "Encrypt org data", require a PIN, and set "Offline grace period" to wipe data.',
      'Assign both to all users, and ask for app protection in Conditional Access.',
    ],
  },
  changes({ managedAppPolicies }, { parameters }) {
    const open = platforms.filter(
      (platform) => judge(platform, managedAppPolicies, parameters.wipeDays).outcome === 'fail',
    );
    return open.map((platform) => {
      const strict = {
        pinRequired: true,
        saveAsBlocked: true,
        periodOfflineBeforeWipeIsEnforced: `P${parameters.wipeDays}D`,
        ...(platform.name === 'Android' ? { encryptAppData: true } : { appDataEncryptionType: 'whenDeviceLocked' }),
      };
      const notice =
        'People who use company mail or files on a phone: they set a PIN, and cannot save company files to private apps.';
      const assigned = managedAppPolicies.find(
        (policy) => platform.type.test(policy['@odata.type'] ?? '') && isAssigned(policy) === true,
      );
      if (assigned) {
        return {
          section: 'managedAppPolicies' as const,
          operation: 'set' as const,
          match: { id: assigned.id },
          values: strict,
          call: `PATCH /deviceAppManagement/${platform.collection}/${assigned.id} ${JSON.stringify(strict)}`,
          summary: `Close the gaps in app protection policy ${policyName(assigned)}`,
          notice,
          undo: 'restore' as const,
        };
      }
      const displayName = `App protection for ${platform.name}`;
      return {
        section: 'managedAppPolicies' as const,
        operation: 'create' as const,
        match: { displayName },
        values: {
          '@odata.type': `#microsoft.graph.${platform.collection.replace(/s$/, '')}`,
          displayName,
          ...strict,
          assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
        },
        call: `POST /deviceAppManagement/${platform.collection} ${JSON.stringify({ displayName, ...strict })}, then POST …/targetApps for all Microsoft apps and POST …/assign to all licensed users`,
        summary: `Create and assign an app protection policy for ${platform.name}`,
        notice,
        undo: 'restore' as const,
      };
    });
  },
  knownGaps: [
    'Which apps a policy targets, and who is in an assigned group, is not read.',
    'App protection binds only people for whom Conditional Access asks for it.',
  ],
  assumed: ['90 days as the longest time offline: the facts name a wipe "after N days".'],
});
