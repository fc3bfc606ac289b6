import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { trialTenantsBlocked } from './trial-tenants-blocked.ts';

const settings = (externalAccessWithTrialTenants: string | null, allowFederatedUsers?: boolean) => ({
  federationConfiguration: [{ identity: 'Global', externalAccessWithTrialTenants, allowFederatedUsers }],
});

testControl(trialTenantsBlocked, {
  pass: {
    'trial tenants are blocked': [tenant(settings('Blocked', true)), { resources: ['Global'] }],
    'blocked while external access is off as well': tenant(settings('Blocked', false)),
    'PascalCase and lower case': tenant({ federationConfiguration: { ExternalAccessWithTrialTenants: 'blocked' } }),
  },
  fail: {
    'trial tenants are allowed': [tenant(settings('Allowed', true)), { resources: ['Global'], wouldPassIf: /Blocked/ }],
    'whether external access is on at all was not read': tenant(settings('Allowed')),
  },
  'not-applicable': {
    'external access is off for everybody': tenant(settings('Allowed', false)),
  },
  unknown: { 'the setting has no value': tenant(settings(null, true)) },
});
