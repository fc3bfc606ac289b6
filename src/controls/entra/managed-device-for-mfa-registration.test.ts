import { policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { managedDeviceForMfaRegistration } from './managed-device-for-mfa-registration.ts';

const applications = { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] };
const device = { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] };
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const scuba = (outcome: 'pass' | 'fail') => ({ policies: { 'MS.AAD.3.8v1': outcome } });

testControl(managedDeviceForMfaRegistration, {
  pass: {
    'a managed device to register': [
      only(policy('Register', { applications, grant: device })),
      { resources: ['Register'], ...scuba('pass') },
    ],
    'hybrid-joined only': only(
      policy('Register', { applications, grant: { operator: 'OR', builtInControls: ['domainJoinedDevice'] } }),
    ),
  },
  partial: {
    'MFA is accepted in place of the device; SCuBA does not look at that': [
      only(
        policy('Register', { applications, grant: { operator: 'OR', builtInControls: ['compliantDevice', 'mfa'] } }),
      ),
      { why: /accepts MFA instead/, ...scuba('pass') },
    ],
  },
  fail: {
    'no policy': only(),
    'a device policy for apps is not one for registration': [
      only(policy('Devices', { grant: device })),
      { resources: ['Conditional Access'], ...scuba('fail') },
    ],
    'trusted locations left out': [
      only(
        policy('Register', {
          applications,
          conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
          grant: device,
        }),
      ),
      { why: /leaves out trusted locations/, ...scuba('fail') },
    ],
    'a group only': only(
      policy('Register', { applications, users: { includeUsers: [], includeGroups: ['g-1'] }, grant: device }),
    ),
  },
});
