import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { devicesWithoutPolicyNoncompliant } from './devices-without-policy-noncompliant.ts';

const settings = (secureByDefault: boolean | null) => ({ deviceManagementSettings: { secureByDefault } });
const plan = (servicePlanName: string) => ({ servicePlans: [{ servicePlanName, provisioningStatus: 'Success' }] });

testControl(devicesWithoutPolicyNoncompliant, {
  pass: { 'a device without a policy is not compliant': tenant({ ...settings(true), ...plan('INTUNE_A') }) },
  fail: {
    'S0-21: it is compliant, as Microsoft delivers it': [
      tenant(settings(false)),
      { resources: ['Compliance policy settings'] },
    ],
  },
  'not-licensed': { 'I-3: no Intune': tenant({ ...settings(false), ...plan('EXCHANGE_S_STANDARD') }) },
  unknown: { 'no value': tenant(settings(null)) },
});
