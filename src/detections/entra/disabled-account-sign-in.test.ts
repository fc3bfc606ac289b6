import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { disabledAccountSignIn } from './disabled-account-sign-in.ts';

testDetection(disabledAccountSignIn, {
  alerts: {
    'five attempts at a desk': {
      records: many(5, (index) => loginRecord({ at: index, error: 50057, ip: '198.51.100.7' })),
      severity: 'medium',
      actor: 'nina@clinic.example.com',
    },
    'in the sign-in log of Graph': many(3, (index) => graphSignInRecord({ at: index * 9, error: 50057 })),
    'the phone of somebody who left, every 15 minutes for two weeks: once, quietly': {
      records: many(1300, (index) =>
        graphSignInRecord({ at: index * 15, error: 50057, client: 'Exchange ActiveSync' }),
      ),
      severity: 'low',
      alerts: 1,
    },
  },
  silent: {
    'one attempt, and one the next day': [loginRecord({ error: 50057 }), loginRecord({ at: 1440, error: 50057 })],
    'wrong passwords and locks': many(6, (index) => loginRecord({ at: index, error: index < 3 ? 50126 : 50053 })),
    'a declared service account that was retired': {
      records: many(9, (index) => loginRecord({ at: index, error: 50057 })),
      organization: { watch: { serviceAccounts: ['nina@clinic.example.com'] } },
    },
  },
});
