import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, notLicensed, partial, pass, unknown } from '../../core/verdict.ts';
import { isAssigned, policyName } from './assignments.ts';
import { type Choice, choicesIn } from './settings-catalog.ts';

type Policies = SectionData<'configurationPolicies'>;

interface Protection {
  what: string;
  names(choice: Choice): boolean;
  on(choice: Choice): boolean;
}

const realTime: Protection = {
  what: 'real-time antivirus',
  names: ({ id }) => id.endsWith('defender_allowrealtimemonitoring'),
  on: ({ value }) => value.endsWith('_1'),
};
const onboarding: Protection = {
  what: 'onboarding to Defender for Endpoint',
  names: ({ id }) => id.endsWith('windowsadvancedthreatprotection_configurationtype'),
  on: ({ value }) => !value.endsWith('_offboard') && !value.endsWith('_configurationtype'),
};

function judge(protection: Protection, policies: Policies): Verdict {
  const found = policies.flatMap((policy) => {
    const choice = choicesIn(policy.settings).find(protection.names);
    return choice ? [{ policy, on: protection.on(choice), assigned: isAssigned(policy) }] : [];
  });
  const evidence = ({ policy, on, assigned }: (typeof found)[number]): Evidence => ({
    id: `${policy.id ?? policyName(policy)}/${protection.what}`,
    name: policyName(policy),
    expected: `${protection.what} on, assigned`,
    actual: `${protection.what} ${on ? 'on' : 'off'}, ${assigned === undefined ? 'assignment not read' : assigned ? 'assigned' : 'not assigned'}`,
    readFrom: 'configurationPolicies.settings',
  });
  const on = found.filter((one) => one.on && one.assigned === true);
  const off = found.filter((one) => !one.on && one.assigned === true);
  if (on.length > 0 && off.length > 0) {
    return partial(`One assigned policy turns ${protection.what} on and another off.`, off.map(evidence), {
      wouldPassIf: `${off.map(({ policy }) => policyName(policy)).join(', ')} turn it on too.`,
    });
  }
  if (on.length > 0) return pass(`An assigned policy turns on ${protection.what}.`, on.map(evidence));
  if (found.some((one) => one.on && one.assigned === undefined))
    return unknown(`Can't tell whether the policy for ${protection.what} is assigned: that was not read.`);
  if (policies.some((policy) => policy.settings === undefined) && off.length === 0)
    return unknown(`Can't tell about ${protection.what}: not every policy's settings were read.`);
  return fail(
    `No assigned policy turns on ${protection.what}.`,
    found.length > 0
      ? found.map(evidence)
      : [
          {
            id: protection.what,
            name: protection.what,
            expected: `${protection.what} on, assigned`,
            actual: `in none of ${policies.length} policies`,
            readFrom: 'configurationPolicies.settings',
          },
        ],
    { wouldPassIf: `An assigned Intune policy turns on ${protection.what}.` },
  );
}

export const endpointProtectionManaged = defineControl({
  id: 'intune.endpoint-protection-managed',
  title: 'Intune turns on antivirus and endpoint detection on Windows',
  finding: 'Antivirus or endpoint detection is not turned on by policy',
  severity: 'high',
  rationale:
    'Ransomware first switches protection off, and a policy switches it on again. Detection on the device is what tells which charts an intruder touched, without which the whole disk counts as breached.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'Maester', id: 'MT.1148' },
    { source: 'Maester', id: 'MT.1171' },
  ],
  aliases: ['DV-06'],
  license: 'intune',
  reads: ['configurationPolicies'],
  evaluate({ configurationPolicies }, { licensed }) {
    return combine({
      antivirus: judge(realTime, configurationPolicies),
      detection:
        licensed('defender-endpoint') === false
          ? notLicensed(
              'Antivirus aside, the tenant has no license for endpoint detection (Defender for Endpoint Plan 2 or Defender for Business).',
            )
          : judge(onboarding, configurationPolicies),
    });
  },
  remediation: {
    fix: 'Assign an antivirus policy and an endpoint detection policy to all Windows devices',
    steps: [
      'Open the Intune admin center, Endpoint security, Antivirus, and create a Microsoft Defender Antivirus policy.',
      'Set "Allow Realtime Monitoring" to Allowed and assign it to all devices.',
      'Open Endpoint detection and response, create a policy with onboarding "Auto from connector", and assign it to all devices.',
    ],
  },
  changes({ configurationPolicies }, { licensed }) {
    // Onboarding needs the tenant's own connector or package, and a policy that names the setting needs a person.
    const antivirus = judge(realTime, configurationPolicies);
    const detection = licensed('defender-endpoint') === false ? undefined : judge(onboarding, configurationPolicies);
    const named = configurationPolicies.some((policy) => choicesIn(policy.settings).some(realTime.names));
    if (antivirus.outcome !== 'fail' || detection?.outcome !== 'pass' || named) return [];
    const definition = 'device_vendor_msft_policy_config_defender_allowrealtimemonitoring';
    const name = 'Antivirus: real-time protection';
    const settings = [
      {
        settingInstance: {
          '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
          settingDefinitionId: definition,
          choiceSettingValue: { value: `${definition}_1`, children: [] },
        },
      },
    ];
    return [
      {
        section: 'configurationPolicies' as const,
        operation: 'create' as const,
        match: { name },
        values: {
          name,
          platforms: 'windows10',
          settings,
          assignments: [{ target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } }],
        },
        call: `POST /beta/deviceManagement/configurationPolicies ${JSON.stringify({ name, platforms: 'windows10', technologies: 'mdm', settings })}, then POST …/assign to all devices`,
        summary: 'Create and assign an antivirus policy with real-time protection',
        notice: 'Nobody, unless another antivirus runs on the device.',
        undo: 'restore' as const,
      },
    ];
  },
  knownGaps: [
    "Another maker's antivirus or detection is not seen; record an exception that names it.",
    'Policies for macOS, and whether devices really report, are not read.',
    'Group Policy and Configuration Manager are not seen.',
  ],
  assumed: [
    'The values of the onboarding setting (onboard, autofromconnector, offboard).',
    'Whether one call can expand settings and assignments of all configuration policies.',
  ],
});
