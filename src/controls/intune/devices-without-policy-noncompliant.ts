import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

export const devicesWithoutPolicyNoncompliant = defineControl({
  id: 'intune.devices-without-policy-noncompliant',
  title: 'Devices without a compliance policy count as not compliant',
  finding: 'Devices without a compliance policy count as compliant',
  severity: 'high',
  rationale:
    'Conditional Access asks Intune whether a device is compliant. As Microsoft delivers it, a device that no policy judges is "compliant", so an unlocked, unencrypted tablet walks through the gate.',
  citations: ['164.310(c)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'Maester', id: 'MT.1054' },
    { source: 'CIS', id: '4.1' },
    { source: 'Prowler', id: 'intune_device_compliance_policy_unassigned_devices_not_compliant_by_default' },
    { source: 'CIPP', id: 'IntuneComplianceSettings' },
  ],
  aliases: ['DV-01'],
  license: 'intune',
  reads: ['deviceManagementSettings.secureByDefault'],
  evaluate({ deviceManagementSettings: settings }) {
    const evidence = {
      id: 'deviceManagement/settings',
      name: 'Compliance policy settings',
      expected: 'secureByDefault true',
      actual: `secureByDefault ${settings.secureByDefault}`,
      readFrom: 'deviceManagementSettings.secureByDefault' as const,
    };
    if (settings.secureByDefault === true) return pass('Devices without a policy count as not compliant.', [evidence]);
    if (settings.secureByDefault !== false) return unknown("Can't tell: secureByDefault has no value.");
    return fail('Devices without a policy count as compliant.', [evidence], {
      wouldPassIf: '"Mark devices with no compliance policy assigned as" is Not compliant.',
    });
  },
  remediation: {
    fix: 'Mark devices without a compliance policy as not compliant',
    steps: [
      'Assign a compliance policy for each platform first, see intune.compliance-policies-protective.',
      'Open the Intune admin center, Devices, Compliance, Compliance settings.',
      'Set "Mark devices with no compliance policy assigned as" to Not compliant and save.',
    ],
  },
  changes({ deviceManagementSettings: settings }) {
    if (settings.secureByDefault === true) return [];
    return [
      {
        section: 'deviceManagementSettings' as const,
        operation: 'set' as const,
        values: { secureByDefault: true },
        call: 'PATCH /deviceManagement {"settings": {"secureByDefault": true}}',
        summary: 'Mark devices without a compliance policy as not compliant',
        notice:
          'People on devices that no compliance policy reaches: where Conditional Access asks for a compliant device, their access stops.',
        lockoutRisk: true,
        undo: 'restore' as const,
      },
    ];
  },
});
