import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { oldPasswordRetried } from './old-password-retried.ts';

const android = { deviceDetail: { operatingSystem: 'Android 14' } };

testDetection(oldPasswordRetried, {
  alerts: {
    'a phone every 15 minutes for five days is told once, quietly': {
      records: many(480, (index) => graphSignInRecord({ at: index * 15, error: 50126 }, android)),
      severity: 'low',
      alerts: 1,
      actor: 'nina@clinic.example.com',
    },
    ActiveSync: many(30, (index) => graphSignInRecord({ at: index * 20, error: 50126, client: 'Exchange ActiveSync' })),
    'the unified log, by the phone’s own words': many(30, (index) =>
      loginRecord({ at: index * 20, error: 50126, agent: 'Outlook-iOS/723 (iPhone; iOS 17.4)' }),
    ),
  },
  silent: {
    'a few hours, until the person corrects it': [
      ...many(12, (index) => graphSignInRecord({ at: index * 15, error: 50126 }, android)),
      graphSignInRecord({ at: 185 }, android),
    ],
    'a person at a desk': many(30, (index) => graphSignInRecord({ at: index * 10, error: 50126 })),
    'tokens that ran out': many(60, (index) => graphSignInRecord({ at: index * 10, error: 70043 }, android)),
    'a declared scanner': {
      records: many(60, (index) => graphSignInRecord({ at: index * 10, error: 50126 }, { isInteractive: false })),
      organization: { watch: { serviceAccounts: ['nina@clinic.example.com'] } },
    },
  },
});
