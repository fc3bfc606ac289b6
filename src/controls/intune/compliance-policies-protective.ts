import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import {
  type Evidence,
  type Verdict,
  combine,
  fail,
  notApplicable,
  partial,
  pass,
  unknown,
} from '../../core/verdict.ts';
import { isAssigned, policyName, reachesAll } from './assignments.ts';

type Policy = SectionData<'deviceCompliancePolicies'>[number];

interface Demand {
  want: string;
  met(policy: Policy, lockMinutes: number): boolean;
}

const encryption: Demand = { want: 'encryption', met: (policy) => policy.storageRequireEncryption === true };
const password: Demand = { want: 'a password', met: (policy) => policy.passwordRequired === true };
const lock: Demand = {
  want: 'a screen lock in time',
  met: (policy, minutes) => inTime(policy.passwordMinutesOfInactivityBeforeLock, minutes),
};
const notRooted: Demand = {
  want: 'a device that is not jailbroken or rooted',
  met: (policy) =>
    policy.securityBlockJailbrokenDevices === true || policy.securityRequireSafetyNetAttestationBasicIntegrity === true,
};

/** By operating system as Intune's device list spells it: which policy types judge it, and what one must ask for. */
const platforms: { name: string; system: RegExp; types: RegExp; demands: Demand[] }[] = [
  {
    name: 'Windows',
    system: /^windows/i,
    types: /windows10CompliancePolicy$/i,
    demands: [
      {
        want: 'encryption',
        met: (policy) => policy.bitLockerEnabled === true || policy.storageRequireEncryption === true,
      },
      password,
      lock,
    ],
  },
  { name: 'macOS', system: /^mac/i, types: /macOSCompliancePolicy$/i, demands: [encryption, password, lock] },
  {
    // A passcode turns on encryption by itself here; there is no separate setting.
    name: 'iOS and iPadOS',
    system: /^(ios|ipados)/i,
    types: /iosCompliancePolicy$/i,
    demands: [
      { want: 'a passcode', met: (policy) => policy.passcodeRequired === true },
      {
        want: 'a screen lock in time',
        met: (policy, minutes) => inTime(policy.passcodeMinutesOfInactivityBeforeLock, minutes),
      },
      notRooted,
    ],
  },
  {
    name: 'Android',
    system: /^android/i,
    types: /(android|androidWorkProfile|androidDeviceOwner|aospDeviceOwner)CompliancePolicy$/i,
    demands: [encryption, password, lock, notRooted],
  },
];
type Platform = (typeof platforms)[number];

function inTime(minutes: number | null | undefined, longest: number): boolean {
  return typeof minutes === 'number' && minutes >= 0 && minutes <= longest;
}

function judge(platform: Platform, policies: readonly Policy[], lockMinutes: number): Verdict {
  const own = policies.filter((policy) => platform.types.test(policy['@odata.type'] ?? ''));
  const assigned = own.filter((policy) => isAssigned(policy) === true);
  const lacks = (policy: Policy) => platform.demands.filter((demand) => !demand.met(policy, lockMinutes));
  const evidence = (policy: Policy): Evidence => ({
    id: policy.id ?? policyName(policy),
    name: policyName(policy),
    expected: platform.demands.map(({ want }) => want).join(', '),
    actual:
      lacks(policy).length === 0
        ? 'asks for all'
        : `lacks ${lacks(policy)
            .map(({ want }) => want)
            .join(', ')}`,
    readFrom: 'deviceCompliancePolicies',
  });
  const good = assigned.filter((policy) => lacks(policy).length === 0);
  const weak = assigned.filter((policy) => lacks(policy).length > 0);
  if (good.length > 0 && (weak.length === 0 || good.some(reachesAll))) {
    return pass(`An assigned compliance policy protects ${platform.name}.`, good.map(evidence));
  }
  const extras = {
    wouldPassIf: `An assigned compliance policy for ${platform.name} asks for ${platform.demands.map(({ want }) => want).join(', ')} (${lockMinutes} minutes).`,
  };
  if (good.length > 0) {
    return partial(`Some ${platform.name} devices get a weaker compliance policy.`, weak.map(evidence), {
      wouldPassIf: `${weak.map(policyName).join(', ')} ask for the same, or the strict policy reaches all devices.`,
    });
  }
  if (own.some((policy) => isAssigned(policy) === undefined && lacks(policy).length === 0))
    return unknown(`Can't tell whether the compliance policy for ${platform.name} is assigned: that was not read.`);
  if (assigned.length > 0)
    return fail(
      `No assigned compliance policy for ${platform.name} asks for all it must.`,
      assigned.map(evidence),
      extras,
    );
  return fail(
    `No compliance policy is assigned for ${platform.name}.`,
    [
      {
        id: `platform/${platform.name}`,
        name: platform.name,
        expected: 'an assigned compliance policy',
        actual: own.length === 0 ? 'no policy' : `not assigned: ${own.map(policyName).join(', ')}`,
        readFrom: 'deviceCompliancePolicies.assignments',
      },
    ],
    extras,
  );
}

export const compliancePoliciesProtective = defineControl({
  id: 'intune.compliance-policies-protective',
  title: 'Compliance policies ask for encryption and a screen lock on every platform',
  finding: 'A platform lacks a compliance policy that asks for encryption and a screen lock',
  severity: 'high',
  rationale:
    'A lost laptop with an encrypted disk is an incident; without encryption it is a breach of everything on it. "Compliant" is worth only as much as the policy behind it asks for.',
  citations: ['164.312(a)(2)(iv)', '164.312(a)(2)(iii)', '164.310(d)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'Maester', id: 'MT.1123' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancepolicy',
    },
  ],
  aliases: ['DV-02'],
  license: 'intune',
  parameters: {
    lockMinutes: { default: 15, tighten: 'lower', title: 'Longest idle time before the screen locks, in minutes' },
  },
  reads: ['deviceCompliancePolicies', 'managedDevices.operatingSystem'],
  evaluate({ deviceCompliancePolicies, managedDevices }, { parameters }) {
    const systems = [...new Set(managedDevices.map((device) => device.operatingSystem ?? ''))];
    if (systems.length === 0) return notApplicable('No device is enrolled in Intune, so there is none to judge.');
    const inUse = platforms.filter((platform) => systems.some((system) => platform.system.test(system)));
    const others = systems.filter((system) => !platforms.some((platform) => platform.system.test(system)));
    return combine({
      ...Object.fromEntries(
        inUse.map((platform) => [platform.name, judge(platform, deviceCompliancePolicies, parameters.lockMinutes)]),
      ),
      ...(others.length > 0 && {
        others: unknown(
          `Can't tell for ${others.map((system) => system || 'devices without an operating system').join(', ')}: no policy of these is read.`,
        ),
      }),
    });
  },
  remediation: {
    fix: 'Assign a compliance policy for each platform that asks for encryption, a password and a screen lock',
    steps: [
      'Open the Intune admin center, Devices, Compliance, Policies.',
      'Create or open the policy for each platform named here.',
      'Require encryption (BitLocker on Windows), a password, a screen lock after at most 15 minutes, and block jailbroken devices.',
      'Assign it to all users or all devices, with a grace period for the first weeks.',
    ],
  },
  changes({ deviceCompliancePolicies, managedDevices }, { parameters }) {
    const inUse = platforms.filter((platform) =>
      managedDevices.some((device) => platform.system.test(device.operatingSystem ?? '')),
    );
    const judged = inUse.map((platform) => ({
      platform,
      verdict: judge(platform, deviceCompliancePolicies, parameters.lockMinutes),
    }));
    // Only an assigned policy is tightened: a new one needs a decision on whom it reaches and from when.
    const open = judged.filter(({ verdict }) => verdict.outcome === 'fail' || verdict.outcome === 'partial');
    const tightened = open.flatMap(({ platform }) => {
      const weak = deviceCompliancePolicies.filter(
        (policy) =>
          platform.types.test(policy['@odata.type'] ?? '') &&
          isAssigned(policy) === true &&
          platform.demands.some((demand) => !demand.met(policy, parameters.lockMinutes)),
      );
      return weak.map((policy) => ({ platform, policy }));
    });
    if (open.some(({ platform }) => !tightened.some((one) => one.platform === platform))) return [];
    return tightened.map(({ platform, policy }) => {
      const values = strictValues(platform, policy, parameters.lockMinutes);
      return {
        section: 'deviceCompliancePolicies' as const,
        operation: 'set' as const,
        match: { id: policy.id },
        values,
        call: `PATCH /deviceManagement/deviceCompliancePolicies/${policy.id} ${JSON.stringify({ '@odata.type': policy['@odata.type'], ...values })}`,
        summary: `Make compliance policy ${policyName(policy)} ask for encryption, a password and a screen lock`,
        notice: `People on ${platform.name}: devices that do not meet it lose access where Conditional Access asks for a compliant device.`,
        lockoutRisk: true,
        undo: 'restore' as const,
      };
    });
  },
  knownGaps: [
    'Which devices are in an assigned group is not resolved; intune.devices-without-policy-noncompliant catches those outside.',
    'Minimum system versions and antivirus demands of the policies are not judged.',
    'What happens to a device that is not compliant, and after how many days, is not read.',
  ],
  assumed: [
    'securityRequireSafetyNetAttestationBasicIntegrity as the sign of an unrooted company-owned Android device.',
  ],
});

function strictValues(platform: Platform, policy: Policy, lockMinutes: number) {
  if (platform.name === 'iOS and iPadOS') {
    return {
      passcodeRequired: true,
      securityBlockJailbrokenDevices: true,
      ...(!inTime(policy.passcodeMinutesOfInactivityBeforeLock, lockMinutes) && {
        passcodeMinutesOfInactivityBeforeLock: lockMinutes,
      }),
    };
  }
  const ownedAndroid = /androidDeviceOwnerCompliancePolicy$/i.test(policy['@odata.type'] ?? '');
  return {
    ...(platform.name === 'Windows' ? { bitLockerEnabled: true } : { storageRequireEncryption: true }),
    passwordRequired: true,
    ...(platform.name === 'Android' &&
      (ownedAndroid
        ? { securityRequireSafetyNetAttestationBasicIntegrity: true }
        : { securityBlockJailbrokenDevices: true })),
    ...(!inTime(policy.passwordMinutesOfInactivityBeforeLock, lockMinutes) && {
      passwordMinutesOfInactivityBeforeLock: lockMinutes,
    }),
  };
}
