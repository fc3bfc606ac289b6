import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { officeWebStorageOff } from './office-web-storage-off.ts';

const web = (accountEnabled?: boolean) => ({
  id: '7c2f0c39-1111-4222-8333-444455556666',
  appId: 'C1F33BC0-BDB4-4248-BA9B-096807DDB43E',
  displayName: 'Microsoft 365 on the web',
  accountEnabled,
});
const other = { id: '1', appId: '00000003-0000-0000-c000-000000000000', displayName: 'Graph', accountEnabled: false };

testControl(officeWebStorageOff, {
  pass: { 'the service principal is disabled': tenant({ servicePrincipals: [other, web(false)] }) },
  fail: {
    'it is enabled': [tenant({ servicePrincipals: [web(true)] }), { resources: ['Microsoft 365 on the web'] }],
    'it does not exist, so the default allows': [
      tenant({ servicePrincipals: [other] }),
      { resources: ['Microsoft 365 on the web'] },
    ],
  },
  unknown: { 'whether it is enabled was not read': tenant({ servicePrincipals: [web()] }) },
});
