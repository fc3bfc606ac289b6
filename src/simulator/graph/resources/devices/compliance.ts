import { type Properties, list, readOnly } from '../../../properties.ts';
import type { Entity } from '../../../store.ts';
import { badRequest } from '../../errors.ts';
import { defineGraphCollection, defineGraphSingleton } from '../../resource.ts';
import { assignTo, assignments, configuration, intune, inside } from './intune.ts';

/** [M]: that the root of Intune takes this permission. */
export const deviceManagement = defineGraphSingleton({
  ...intune,
  path: '/deviceManagement',
  type: 'deviceManagement',
  state: 'deviceManagementSettings',
  methods: ['get', 'update'],
  roles: configuration,
  activity: { noun: 'Intune settings', category: 'Policy' },
  load: ({ state, tenant }) => [
    { id: tenant.id, subscriptionState: 'active', settings: state.one('deviceManagementSettings') },
  ],
  save({ state }, { settings }) {
    if (settings) state.setOne('deviceManagementSettings', settings as Entity);
  },
  properties: {
    id: readOnly('text'),
    settings: {
      deviceComplianceCheckinThresholdDays: 'number',
      isScheduledActionEnabled: 'flag',
      secureByDefault: 'flag',
    },
    subscriptionState: ['pending', 'active', 'warning', 'disabled', 'deleted', 'blocked', 'lockedOut'],
  },
});

const password: Properties = {
  passwordExpirationDays: 'number',
  passwordMinimumLength: 'number',
  passwordMinutesOfInactivityBeforeLock: 'number',
  passwordPreviousPasswordBlockCount: 'number',
  passwordRequired: 'flag',
  passwordRequiredType: 'text',
};
const versions: Properties = { osMaximumVersion: 'text', osMinimumVersion: 'text' };
const threat: Properties = {
  deviceThreatProtectionEnabled: 'flag',
  deviceThreatProtectionRequiredSecurityLevel: 'text',
};
const android: Properties = {
  ...password,
  ...versions,
  ...threat,
  minAndroidSecurityPatchLevel: 'text',
  securityBlockJailbrokenDevices: 'flag',
  storageRequireEncryption: 'flag',
};

export const deviceCompliancePolicies = defineGraphCollection({
  ...intune,
  path: '/deviceManagement/deviceCompliancePolicies',
  type: 'deviceCompliancePolicy',
  state: 'deviceCompliancePolicies',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  roles: configuration,
  activity: { noun: 'device compliance policy', category: 'Policy', target: 'Policy' },
  properties: {
    id: readOnly('text'),
    createdDateTime: readOnly('moment'),
    description: 'text',
    displayName: 'text',
    lastModifiedDateTime: readOnly('moment'),
    version: readOnly('number'),
    scheduledActionsForRule: list({ ruleName: 'text', scheduledActionConfigurations: 'any' }),
  },
  subtypes: {
    windows10CompliancePolicy: {
      ...password,
      ...versions,
      bitLockerEnabled: 'flag',
      codeIntegrityEnabled: 'flag',
      earlyLaunchAntiMalwareDriverEnabled: 'flag',
      mobileOsMaximumVersion: 'text',
      mobileOsMinimumVersion: 'text',
      passwordBlockSimple: 'flag',
      passwordMinimumCharacterSetCount: 'number',
      passwordRequiredToUnlockFromIdle: 'flag',
      requireHealthyDeviceReport: 'flag',
      secureBootEnabled: 'flag',
      storageRequireEncryption: 'flag',
    },
    macOSCompliancePolicy: {
      ...password,
      ...versions,
      ...threat,
      firewallBlockAllIncoming: 'flag',
      firewallEnabled: 'flag',
      firewallEnableStealthMode: 'flag',
      passwordBlockSimple: 'flag',
      passwordMinimumCharacterSetCount: 'number',
      storageRequireEncryption: 'flag',
      systemIntegrityProtectionEnabled: 'flag',
    },
    iosCompliancePolicy: {
      ...versions,
      ...threat,
      managedEmailProfileRequired: 'flag',
      passcodeBlockSimple: 'flag',
      passcodeExpirationDays: 'number',
      passcodeMinimumCharacterSetCount: 'number',
      passcodeMinimumLength: 'number',
      passcodeMinutesOfInactivityBeforeLock: 'number',
      passcodePreviousPasscodeBlockCount: 'number',
      passcodeRequired: 'flag',
      passcodeRequiredType: 'text',
      securityBlockJailbrokenDevices: 'flag',
    },
    androidCompliancePolicy: android,
    androidWorkProfileCompliancePolicy: android,
  },
  required: ['displayName'],
  // Given when asked for, as the assignments are.
  special: { scheduledActionsForRule: {} },
  navigation: { assignments, scheduledActionsForRule: inside('scheduledActionsForRule') },
  defaults: ({ state }) => ({ createdDateTime: state.now, lastModifiedDateTime: state.now, version: 1 }),
  validate(_, { before, after }) {
    const rules = after['scheduledActionsForRule'];
    if (!before && !(Array.isArray(rules) && rules.length > 0))
      throw badRequest('A compliance policy must have at least one scheduled action with a block action.');
  },
  parents: { policy: 'deviceCompliancePolicies' },
  operations: [assignTo('deviceCompliancePolicies', configuration.write)],
});
