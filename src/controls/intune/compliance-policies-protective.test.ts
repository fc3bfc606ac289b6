import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { compliancePoliciesProtective } from './compliance-policies-protective.ts';

const to = (target: string) => ({ target: { '@odata.type': `#microsoft.graph.${target}AssignmentTarget` } });
const everyDevice = [to('allDevices')];
const oneGroup = [to('group')];
const windows = (id: string, changed: object = {}) => ({
  '@odata.type': '#microsoft.graph.windows10CompliancePolicy',
  id,
  displayName: `Windows ${id}`,
  bitLockerEnabled: true,
  passwordRequired: true,
  passwordMinutesOfInactivityBeforeLock: 15,
  assignments: everyDevice,
  ...changed,
});
const phone = (changed: object = {}) => ({
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  id: 'ios',
  displayName: 'iPhones',
  passcodeRequired: true,
  passcodeMinutesOfInactivityBeforeLock: 5,
  securityBlockJailbrokenDevices: true,
  assignments: everyDevice,
  ...changed,
});
const devices = (...systems: string[]) => ({
  managedDevices: systems.map((operatingSystem, index) => ({ id: `device-${index}`, operatingSystem })),
});

const withoutAssignments = (policy: object) =>
  Object.fromEntries(Object.entries(policy).filter(([field]) => field !== 'assignments'));

testControl(compliancePoliciesProtective, {
  pass: {
    'one policy for the one platform in use': [
      tenant({ deviceCompliancePolicies: [windows('A')], ...devices('Windows', 'Windows') }),
      { resources: ['Windows A'] },
    ],
    'two platforms': tenant({ deviceCompliancePolicies: [windows('A'), phone()], ...devices('Windows', 'iPadOS') }),
    'encryption of any kind counts on Windows': tenant({
      deviceCompliancePolicies: [windows('A', { bitLockerEnabled: false, storageRequireEncryption: true })],
      ...devices('Windows'),
    }),
    'a weaker policy beside a strict one for all devices': tenant({
      deviceCompliancePolicies: [
        windows('A'),
        windows('B', { passwordMinutesOfInactivityBeforeLock: 30, assignments: oneGroup }),
      ],
      ...devices('Windows'),
    }),
    'Android and macOS': tenant({
      deviceCompliancePolicies: [
        {
          '@odata.type': '#microsoft.graph.androidWorkProfileCompliancePolicy',
          id: 'android',
          storageRequireEncryption: true,
          passwordRequired: true,
          passwordMinutesOfInactivityBeforeLock: 15,
          securityBlockJailbrokenDevices: true,
          assignments: oneGroup,
        },
        {
          '@odata.type': '#microsoft.graph.macOSCompliancePolicy',
          id: 'mac',
          storageRequireEncryption: true,
          passwordRequired: true,
          passwordMinutesOfInactivityBeforeLock: 10,
          assignments: everyDevice,
        },
      ],
      ...devices('AndroidForWork', 'macOS'),
    }),
  },
  partial: {
    'some devices get a weaker policy': [
      tenant({
        deviceCompliancePolicies: [
          windows('A', { assignments: oneGroup }),
          windows('B', { bitLockerEnabled: false, assignments: oneGroup }),
        ],
        ...devices('Windows'),
      }),
      { resources: ['Windows B'] },
    ],
  },
  fail: {
    'the screen locks a minute too late': [
      tenant({
        deviceCompliancePolicies: [windows('A', { passwordMinutesOfInactivityBeforeLock: 16 })],
        ...devices('Windows'),
      }),
      { resources: ['Windows A'], wouldPassIf: /15 minutes/ },
    ],
    'a baseline asks for 5 minutes': tenant(
      { deviceCompliancePolicies: [windows('A')], ...devices('Windows') },
      { parameters: { lockMinutes: 5 } },
    ),
    'no lock time at all': tenant({
      deviceCompliancePolicies: [windows('A', { passwordMinutesOfInactivityBeforeLock: null })],
      ...devices('Windows'),
    }),
    'no encryption': tenant({
      deviceCompliancePolicies: [windows('A', { bitLockerEnabled: false })],
      ...devices('Windows'),
    }),
    'the policy is assigned to nobody': [
      tenant({ deviceCompliancePolicies: [windows('A', { assignments: [] })], ...devices('Windows') }),
      { resources: ['Windows'] },
    ],
    'an exclusion is no assignment': tenant({
      deviceCompliancePolicies: [windows('A', { assignments: [to('exclusionGroup')] })],
      ...devices('Windows'),
    }),
    'iPhones in use without a policy': [
      tenant({ deviceCompliancePolicies: [windows('A')], ...devices('Windows', 'iOS') }),
      { resources: ['iOS and iPadOS'] },
    ],
    'jailbroken iPhones are let in': [
      tenant({
        deviceCompliancePolicies: [phone({ securityBlockJailbrokenDevices: false })],
        ...devices('iOS'),
      }),
      { resources: ['iPhones'] },
    ],
  },
  'not-applicable': {
    'no device is enrolled': tenant({ deviceCompliancePolicies: [windows('A')], managedDevices: [] }),
  },
  unknown: {
    'Linux has no policy that is read': tenant({
      deviceCompliancePolicies: [windows('A')],
      ...devices('Windows', 'Linux'),
    }),
    'the assignments were not read': tenant({
      deviceCompliancePolicies: [windows('A')].map(withoutAssignments),
      ...devices('Windows'),
    }),
  },
});
