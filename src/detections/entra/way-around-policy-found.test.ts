import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { wayAroundPolicyFound } from './way-around-policy-found.ts';

const ip = '198.51.100.7';
const blocked = (count: number, fields = {}) =>
  many(count, (index) => graphSignInRecord({ at: index, error: 53003, ip }, fields));
const managed = { deviceDetail: { operatingSystem: 'Windows 10', isManaged: true } };

testDetection(wayAroundPolicyFound, {
  alerts: {
    'six applications blocked, the seventh lets it in': {
      records: [...blocked(6), graphSignInRecord({ at: 8, ip }, { appDisplayName: 'Azure Portal' })],
      severity: 'medium',
      actor: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com got in to Azure Portal from 198\.51\.100\.7 after being blocked/,
    },
    'by the unified log': [
      ...many(6, (index) => loginRecord({ at: index, error: 53003, ip })),
      loginRecord({ at: 8, ip }),
    ],
  },
  silent: {
    'blocked, and that was it': blocked(20),
    'a private computer blocked twice, then an app that is allowed': [...blocked(2), graphSignInRecord({ at: 5, ip })],
    'a private computer blocked, then the managed one at home': [
      ...blocked(8),
      graphSignInRecord({ at: 10, ip }, managed),
    ],
    'programs of a private computer keep trying in the background': [
      ...blocked(300, { isInteractive: false }),
      graphSignInRecord({ at: 20, ip }),
    ],
    'blocked abroad, signed in at home': [...blocked(8), graphSignInRecord({ at: 10 })],
    'in the declared office': {
      records: [...blocked(8), graphSignInRecord({ at: 10, ip })],
      organization: { watch: { networks: ['198.51.100.0/24'] } },
    },
  },
});
