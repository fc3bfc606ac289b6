import type { SectionName } from '../../src/core/snapshot.ts';
import type { Dice } from './dice.ts';

/** Intune. */
export function deviceSections(dice: Dice) {
  const on = (probability = 0.8) => dice.chance(probability);
  const assignments = [
    { id: dice.guid(), target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } },
  ];
  return {
    deviceManagementSettings: { secureByDefault: on(), deviceComplianceCheckinThresholdDays: 30 },
    deviceCompliancePolicies: ['windows10', 'ios', 'androidWorkProfile', 'macOS'].map((kind) => ({
      '@odata.type': `#microsoft.graph.${kind}CompliancePolicy`,
      id: dice.guid(),
      displayName: kind,
      bitLockerEnabled: on(),
      storageRequireEncryption: on(),
      passwordRequired: on(),
      passwordMinutesOfInactivityBeforeLock: 10,
      passcodeRequired: on(),
      passcodeMinutesOfInactivityBeforeLock: 10,
      securityBlockJailbrokenDevices: on(),
      assignments,
    })),
    managedDeviceCleanupSettings: { deviceInactivityBeforeRetirementInDays: 90 },
    managedAppPolicies: ['ios', 'android'].map((kind) => ({
      '@odata.type': `#microsoft.graph.${kind}ManagedAppProtection`,
      id: dice.guid(),
      displayName: kind,
      isAssigned: on(),
      assignments,
      pinRequired: on(),
      saveAsBlocked: on(),
      periodOfflineBeforeWipeIsEnforced: 'P90D',
      appDataEncryptionType: 'whenDeviceLocked',
      encryptAppData: true,
    })),
    configurationPolicies: [
      {
        id: dice.guid(),
        name: 'BitLocker',
        platforms: 'windows10',
        templateReference: { templateFamily: 'endpointSecurityDiskEncryption' },
        assignments,
        settings: [],
      },
    ],
    groupPolicyConfigurations: [],
  } satisfies Partial<Record<SectionName, unknown>>;
}
