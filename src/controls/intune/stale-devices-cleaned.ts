import { daysBetween } from '../../core/clock.ts';
import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';

type Device = SectionData<'managedDevices'>[number];
type Rules = {
  settings: SectionData<'managedDeviceCleanupSettings'> | undefined;
  rules: SectionData<'managedDeviceCleanupRules'> | undefined;
};

function idleDays(device: Device, takenAt: string): number | undefined {
  if (typeof device.lastSyncDateTime !== 'string') return undefined;
  return daysBetween(device.lastSyncDateTime, takenAt);
}

function idle(devices: readonly Device[], takenAt: string, longest: number): readonly Device[] {
  return devices.filter((device) => (idleDays(device, takenAt) ?? 0) > longest);
}

function devicesVerdict(devices: readonly Device[], takenAt: string, longest: number): Verdict {
  const stale = idle(devices, takenAt, longest);
  if (stale.length > 0) {
    return fail(
      `${stale.length} of ${devices.length} devices have not been in touch for more than ${longest} days.`,
      stale.map((device) => ({
        id: device.id ?? device.deviceName ?? 'unnamed device',
        name: device.deviceName ?? device.id ?? 'unnamed device',
        expected: `last contact at most ${longest} days ago`,
        actual: `last contact ${device.lastSyncDateTime?.slice(0, 10)}, ${idleDays(device, takenAt)} days ago`,
        readFrom: 'managedDevices.lastSyncDateTime' as const,
      })),
      { wouldPassIf: `These ${stale.length} devices check in, or are retired.` },
    );
  }
  if (devices.some((device) => idleDays(device, takenAt) === undefined))
    return unknown("Can't tell for every device when it was last in touch.");
  return pass(`All ${devices.length} devices were in touch within ${longest} days.`);
}

function ruleVerdict({ settings, rules }: Rules, longest: number): Verdict {
  const days = [
    settings?.deviceInactivityBeforeRetirementInDays,
    ...(rules ?? [])
      .filter((rule) => (rule.deviceCleanupRulePlatformType ?? 'all').toLowerCase() === 'all')
      .map((rule) => rule.deviceInactivityBeforeRetirementInDays),
  ].filter((value): value is number => typeof value === 'number' && value > 0);
  const shortest = Math.min(...days);
  const evidence = {
    id: 'deviceCleanupRule',
    name: 'Device clean-up rule',
    expected: `a rule for all platforms of at most ${longest} days`,
    actual: days.length === 0 ? 'no rule for all platforms' : `${shortest} days`,
    readFrom: settings
      ? ('managedDeviceCleanupSettings.deviceInactivityBeforeRetirementInDays' as const)
      : ('managedDeviceCleanupRules.deviceInactivityBeforeRetirementInDays' as const),
  };
  if (days.length > 0 && shortest <= longest)
    return pass(`Intune removes devices after ${shortest} days without contact.`, [evidence]);
  if (!settings && !rules) return unknown("Can't tell whether Intune cleans up devices: the rule was not read.");
  return fail(
    days.length === 0
      ? 'Intune keeps devices however long they are out of touch.'
      : `Intune keeps devices ${shortest} days without contact.`,
    [evidence],
    { wouldPassIf: `The device clean-up rule is on with at most ${longest} days.` },
  );
}

export const staleDevicesCleaned = defineControl({
  id: 'intune.stale-devices-cleaned',
  title: 'Lost and forgotten devices lose their place in Intune',
  finding: 'Devices out of touch keep their place in Intune',
  severity: 'medium',
  rationale:
    'A device that nobody has seen for three months is lost, sold or in a drawer, with company data on it and often still trusted. The inventory must say where each device is, and a device that fell out of it must lose its access.',
  citations: ['164.310(d)(2)(iii)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [{ source: 'Maester', id: 'MT.1053' }],
  aliases: ['DV-05'],
  license: 'intune',
  parameters: {
    idleDays: { default: 90, tighten: 'lower', title: 'Longest time without contact, in days' },
  },
  reads: ['managedDevices'],
  mayRead: ['managedDeviceCleanupSettings', 'managedDeviceCleanupRules'],
  evaluate({ managedDevices, managedDeviceCleanupSettings, managedDeviceCleanupRules }, { parameters, takenAt }) {
    return combine({
      devices: devicesVerdict(managedDevices, takenAt, parameters.idleDays),
      rule: ruleVerdict(
        { settings: managedDeviceCleanupSettings, rules: managedDeviceCleanupRules },
        parameters.idleDays,
      ),
    });
  },
  remediation: {
    fix: 'Find, wipe or retire each device out of touch, and turn on the device clean-up rule',
    steps: [
      'Ask the person of each device named here where it is. Open an incident for one that is lost.',
      'Open the Intune admin center, Devices, All devices, the device, and choose Wipe (company) or Retire (private).',
      'Open Devices, Device clean-up rules, and delete devices that have not checked in for 90 days.',
    ],
  },
  changes({ managedDevices, managedDeviceCleanupSettings, managedDeviceCleanupRules }, { parameters, takenAt }) {
    const rules = { settings: managedDeviceCleanupSettings, rules: managedDeviceCleanupRules };
    const rule = ruleVerdict(rules, parameters.idleDays);
    // The old single setting has a PATCH; rules per platform are made in the portal.
    if (rule.outcome === 'unknown' || (rule.outcome === 'fail' && !managedDeviceCleanupSettings)) return [];
    const stale = idle(managedDevices, takenAt, parameters.idleDays);
    if (stale.some((device) => !device.id)) return [];
    return [
      ...(rule.outcome === 'fail'
        ? [
            {
              section: 'managedDeviceCleanupSettings' as const,
              operation: 'set' as const,
              values: { deviceInactivityBeforeRetirementInDays: parameters.idleDays },
              call: `PATCH /beta/deviceManagement/managedDeviceCleanupSettings {"deviceInactivityBeforeRetirementInDays": "${parameters.idleDays}"}`,
              summary: `Remove devices from Intune after ${parameters.idleDays} days without contact`,
              notice: 'People who come back after a long leave: their device must be enrolled again.',
              undo: 'restore' as const,
            },
          ]
        : []),
      ...stale.map((device) => ({
        section: 'managedDevices' as const,
        operation: 'remove' as const,
        match: { id: device.id },
        call: `POST /deviceManagement/managedDevices/${device.id}/retire`,
        summary: `Retire ${device.deviceName ?? device.id}, out of touch for ${idleDays(device, takenAt)} days`,
        notice: `${device.userPrincipalName ?? 'Its user'}: company data leaves the device at its next contact, and it must be enrolled again.`,
        undo: { cannot: 'A retired device comes back only when its user enrolls it again.' },
      })),
    ];
  },
  knownGaps: [
    'Clean-up removes the record, not the data: a device that never comes online again is not wiped.',
    'Clean-up rules for single platforms are not counted.',
    'Devices that are only registered in Entra are not in this list.',
  ],
});
