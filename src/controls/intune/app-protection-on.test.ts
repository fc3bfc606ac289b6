import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { appProtectionOn } from './app-protection-on.ts';

const assigned = [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'g1' } }];
const ios = (changed: object = {}) => ({
  '@odata.type': '#microsoft.graph.iosManagedAppProtection',
  id: 'T_1',
  displayName: 'iPhones',
  pinRequired: true,
  saveAsBlocked: true,
  periodOfflineBeforeWipeIsEnforced: 'P90D',
  appDataEncryptionType: 'whenDeviceLocked',
  assignments: assigned,
  ...changed,
});
const android = (changed: object = {}) => ({
  '@odata.type': '#microsoft.graph.androidManagedAppProtection',
  id: 'T_2',
  displayName: 'Android phones',
  pinRequired: true,
  saveAsBlocked: true,
  periodOfflineBeforeWipeIsEnforced: 'P30D',
  encryptAppData: true,
  assignments: assigned,
  ...changed,
});

const withoutAssignments = (policy: object) =>
  Object.fromEntries(Object.entries(policy).filter(([field]) => field !== 'assignments'));

testControl(appProtectionOn, {
  pass: {
    'both platforms': [
      tenant({ managedAppPolicies: [ios(), android()] }),
      { resources: ['iPhones', 'Android phones'] },
    ],
    'a weak pilot beside a strict policy': tenant({
      managedAppPolicies: [ios(), android(), ios({ id: 'T_3', displayName: 'Pilot', pinRequired: false })],
    }),
    'the flag says it is assigned': tenant({
      managedAppPolicies: [ios(), { ...withoutAssignments(android()), isAssigned: true }],
    }),
  },
  fail: {
    'no policy at all': [tenant({ managedAppPolicies: [] }), { resources: ['iOS and iPadOS', 'Android'] }],
    'Android is missing': [tenant({ managedAppPolicies: [ios()] }), { resources: ['Android'] }],
    'not assigned': [
      tenant({ managedAppPolicies: [ios({ assignments: [] }), android()] }),
      { resources: ['iOS and iPadOS'] },
    ],
    'no PIN': [tenant({ managedAppPolicies: [ios({ pinRequired: false }), android()] }), { resources: ['iPhones'] }],
    'Save as is open': tenant({ managedAppPolicies: [ios(), android({ saveAsBlocked: false })] }),
    'no encryption on Android': tenant({ managedAppPolicies: [ios(), android({ encryptAppData: false })] }),
    'iOS encryption is left to the device': tenant({
      managedAppPolicies: [ios({ appDataEncryptionType: 'useDeviceSettings' }), android()],
    }),
    'wiped a day too late': tenant({
      managedAppPolicies: [ios({ periodOfflineBeforeWipeIsEnforced: 'P91D' }), android()],
    }),
    'never wiped': tenant({ managedAppPolicies: [ios({ periodOfflineBeforeWipeIsEnforced: null }), android()] }),
    'a baseline wipes after 30 days': [
      tenant({ managedAppPolicies: [ios(), android()] }, { parameters: { wipeDays: 30 } }),
      { resources: ['iPhones'] },
    ],
  },
  unknown: {
    'the assignment was not read': tenant({
      managedAppPolicies: [ios(), android()].map(withoutAssignments),
    }),
  },
});
