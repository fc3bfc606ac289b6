import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { legacyTlsOff } from './legacy-tls-off.ts';

const clinic = (allowLegacyTLSClients: boolean | null, more: object = {}) =>
  tenant({ transportConfig: { allowLegacyTLSClients }, ...more });
const domain = (domainName: string, smtpDaneStatus: string) => ({ domainName, smtpDaneStatus });

testControl(legacyTlsOff, {
  pass: {
    'not set means off': [clinic(null), { resources: ['Transport settings'] }],
    off: clinic(false),
    'DANE is advice and never decides': [
      clinic(false, {
        acceptedDomains: [
          domain('example.com', 'Disabled'),
          domain('example.net', 'Enabled'),
          domain('example.onmicrosoft.com', 'Disabled'),
        ],
      }),
      { why: /off for 1 of 2 domains/ },
    ],
  },
  fail: { 'somebody has opened the door': [clinic(true), { resources: ['Transport settings'] }] },
});
