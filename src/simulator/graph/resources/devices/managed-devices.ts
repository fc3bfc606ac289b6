import { readOnly } from '../../../properties.ts';
import { type GraphOperation, defineGraphCollection, defineGraphSingleton } from '../../resource.ts';
import { devices, intune } from './intune.ts';

/** [M]: the device is shown as on its way out until it checks in, which it never does here. */
function action(name: string, managementState?: string): GraphOperation {
  return {
    path: `/{device}/${name}`,
    method: 'POST',
    roles: ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
    activity: `${name} managedDevice`,
    parameters: {
      keepEnrollmentData: 'flag',
      keepUserData: 'flag',
      macOsUnlockCode: 'text',
      persistEsimDataPlan: 'flag',
    },
    run({ state, parameters }) {
      if (managementState) state.patch('managedDevices', parameters['device']!, { managementState });
      return undefined;
    },
  };
}

export const managedDevices = defineGraphCollection({
  ...intune,
  path: '/deviceManagement/managedDevices',
  type: 'managedDevice',
  state: 'managedDevices',
  methods: ['list', 'get', 'update', 'delete'],
  roles: devices,
  page: { size: 1000, max: 1000 },
  activity: { noun: 'managed device', category: 'Device', target: 'Device' },
  parents: { device: 'managedDevices' },
  operations: [
    action('retire', 'retirePending'),
    action('wipe', 'wipePending'),
    action('remoteLock'),
    action('syncDevice'),
  ],
  properties: {
    id: readOnly('text'),
    azureADDeviceId: readOnly('text'),
    complianceState: readOnly([
      'unknown',
      'compliant',
      'noncompliant',
      'conflict',
      'error',
      'inGracePeriod',
      'configManager',
    ]),
    deviceName: readOnly('text'),
    emailAddress: readOnly('text'),
    enrolledDateTime: readOnly('moment'),
    isEncrypted: readOnly('flag'),
    isSupervised: readOnly('flag'),
    jailBroken: readOnly('text'),
    lastSyncDateTime: readOnly('moment'),
    managedDeviceName: 'text',
    managedDeviceOwnerType: ['unknown', 'company', 'personal'],
    managementAgent: readOnly('text'),
    managementState: readOnly([
      'managed',
      'retirePending',
      'retireFailed',
      'wipePending',
      'wipeFailed',
      'unhealthy',
      'deletePending',
      'retireIssued',
      'wipeIssued',
      'wipeCanceled',
      'retireCanceled',
      'discovered',
    ]),
    manufacturer: readOnly('text'),
    model: readOnly('text'),
    notes: 'text',
    operatingSystem: readOnly('text'),
    osVersion: readOnly('text'),
    serialNumber: readOnly('text'),
    userDisplayName: readOnly('text'),
    userId: readOnly('text'),
    userPrincipalName: readOnly('text'),
  },
});

/** Beta only. [M]: the days are a text here, and null where nothing is cleaned up. */
export const managedDeviceCleanupSettings = defineGraphSingleton({
  ...intune,
  path: '/deviceManagement/managedDeviceCleanupSettings',
  type: 'managedDeviceCleanupSettings',
  state: 'managedDeviceCleanupSettings',
  versions: ['beta'],
  methods: ['get', 'update'],
  roles: devices,
  activity: { noun: 'device clean-up settings', category: 'Policy' },
  properties: { deviceInactivityBeforeRetirementInDays: 'text' },
  present({ deviceInactivityBeforeRetirementInDays: days }) {
    return { deviceInactivityBeforeRetirementInDays: typeof days === 'number' ? String(days) : days };
  },
});

/** Beta only. [M]: the newer form of the clean-up settings. */
export const managedDeviceCleanupRules = defineGraphCollection({
  ...intune,
  path: '/deviceManagement/managedDeviceCleanupRules',
  type: 'managedDeviceCleanupRule',
  state: 'managedDeviceCleanupRules',
  versions: ['beta'],
  methods: ['list', 'get', 'create', 'update', 'delete'],
  roles: devices,
  activity: { noun: 'device clean-up rule', category: 'Policy' },
  properties: {
    id: readOnly('text'),
    description: 'text',
    deviceCleanupRulePlatformType: 'text',
    deviceInactivityBeforeRetirementInDays: 'number',
    displayName: 'text',
    lastModifiedDateTime: readOnly('moment'),
  },
  required: ['displayName', 'deviceInactivityBeforeRetirementInDays'],
  defaults: ({ state }) => ({ lastModifiedDateTime: state.now }),
});
