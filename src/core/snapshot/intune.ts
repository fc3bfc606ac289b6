import { listSection, oneSection } from '../section.ts';
import { anything, flag, list, moment, number, object, text } from '../shape.ts';

const assignments = list(object({ id: text, target: object({ '@odata.type': text, groupId: text }) }));

export const intuneSections = {
  deviceManagementSettings: oneSection({
    title: 'the Intune compliance settings',
    call: 'GET /beta/deviceManagement/settings',
    service: 'intune',
    fields: { secureByDefault: flag, deviceComplianceCheckinThresholdDays: number },
  }),
  deviceCompliancePolicies: listSection({
    title: 'Intune compliance policies',
    call: 'GET /deviceManagement/deviceCompliancePolicies?$expand=assignments',
    service: 'intune',
    fields: {
      '@odata.type': text,
      id: text,
      displayName: text,
      bitLockerEnabled: flag,
      storageRequireEncryption: flag,
      passwordRequired: flag,
      passwordMinutesOfInactivityBeforeLock: number,
      /** Apple's mobile policy says passcode where all others say password. */
      passcodeRequired: flag,
      passcodeMinutesOfInactivityBeforeLock: number,
      securityBlockJailbrokenDevices: flag,
      securityRequireSafetyNetAttestationBasicIntegrity: flag,
      assignments,
    },
  }),
  managedDevices: listSection({
    title: 'Intune devices',
    call: 'GET /deviceManagement/managedDevices',
    service: 'intune',
    fields: {
      id: text,
      deviceName: text,
      operatingSystem: text,
      complianceState: text,
      managementState: text,
      managedDeviceOwnerType: text,
      isEncrypted: flag,
      jailBroken: text,
      lastSyncDateTime: moment,
      userPrincipalName: text,
    },
  }),
  managedDeviceCleanupSettings: oneSection({
    title: 'the Intune device clean-up rule',
    call: 'GET /beta/deviceManagement/managedDeviceCleanupSettings',
    service: 'intune',
    fields: { deviceInactivityBeforeRetirementInDays: number },
  }),
  /** The newer form of the same: one rule for all platforms or one for each. */
  managedDeviceCleanupRules: listSection({
    title: 'Intune device clean-up rules',
    call: 'GET /beta/deviceManagement/managedDeviceCleanupRules',
    service: 'intune',
    fields: {
      id: text,
      displayName: text,
      deviceCleanupRulePlatformType: text,
      deviceInactivityBeforeRetirementInDays: number,
    },
  }),
  managedAppPolicies: listSection({
    title: 'Intune app protection policies',
    call: 'GET /deviceAppManagement/iosManagedAppProtections and /androidManagedAppProtections?$expand=assignments',
    service: 'intune',
    fields: {
      '@odata.type': text,
      id: text,
      displayName: text,
      isAssigned: flag,
      assignments,
      pinRequired: flag,
      saveAsBlocked: flag,
      /** ISO 8601 duration: company data is wiped when the app was offline for so long. */
      periodOfflineBeforeWipeIsEnforced: text,
      /** iOS and iPadOS. */
      appDataEncryptionType: text,
      /** Android. */
      encryptAppData: flag,
    },
  }),
  configurationPolicies: listSection({
    title: 'Intune configuration policies',
    call: 'GET /beta/deviceManagement/configurationPolicies?$expand=settings,assignments',
    service: 'intune',
    fields: {
      id: text,
      name: text,
      platforms: text,
      templateReference: object({ templateFamily: text }),
      assignments,
      /** The settings catalogue nests choices and groups at any depth. */
      settings: anything,
    },
  }),
  groupPolicyConfigurations: listSection({
    title: 'Intune administrative templates',
    call: 'GET /beta/deviceManagement/groupPolicyConfigurations?$expand=assignments,definitionValues($expand=definition)',
    service: 'intune',
    fields: {
      id: text,
      displayName: text,
      assignments,
      definitionValues: list(object({ enabled: flag, definition: object({ displayName: text }) })),
    },
  }),
};
