import { policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { managedDeviceRequired } from './managed-device-required.ts';

const device = { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] };
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const scuba = (outcome: 'pass' | 'fail') => ({ policies: { 'MS.AAD.3.7v1': outcome } });

testControl(managedDeviceRequired, {
  pass: {
    'S3-16: compliant or hybrid-joined': [
      only(policy('Devices', { grant: device })),
      { resources: ['Devices'], ...scuba('pass') },
    ],
    'compliant only is stricter; SCuBA wants exactly the two': [
      only(policy('Devices', { grant: { operator: 'OR', builtInControls: ['compliantDevice'] } })),
      scuba('fail'),
    ],
    'the device and MFA together': [
      only(policy('Devices', { grant: { operator: 'AND', builtInControls: ['compliantDevice', 'mfa'] } })),
      scuba('fail'),
    ],
  },
  fail: {
    'no policy': only(),
    'MFA is accepted in place of the device': [
      only(
        policy('Devices or MFA', {
          grant: { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice', 'mfa'] },
        }),
      ),
      { why: /accepts MFA instead/, ...scuba('fail') },
    ],
    'S3-16: phones left out': [
      only(
        policy('Devices', {
          conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS', 'android'] } },
          grant: device,
        }),
      ),
      { why: /leaves out iOS and Android/, ...scuba('fail') },
    ],
    'Office 365 only': only(policy('Devices', { applications: { includeApplications: ['Office365'] }, grant: device })),
    'report-only': [
      only(policy('Devices', { state: 'enabledForReportingButNotEnforced', grant: device })),
      { wouldPassIf: /report-only to on/ },
    ],
  },
});
