import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { legacyProtocolUsed } from './legacy-protocol-used.ts';

const scanner = 'scan@clinic.example.com';

testDetection(legacyProtocolUsed, {
  alerts: {
    'IMAP from abroad': {
      records: [graphSignInRecord({ client: 'IMAP4', ip: '198.51.100.7', place: ['Lagos', 'NG', 6.45, 3.39] })],
      severity: 'high',
      why: /^nina@clinic\.example\.com signed in by IMAP4 from Lagos, NG$/,
    },
    'the unified log knows it by its agent': { records: [loginRecord({ agent: 'BAV2ROPC' })], severity: 'high' },
    'a program checks mail by POP all week: one alert': many(900, (index) =>
      graphSignInRecord({ at: index * 10, client: 'POP3' }),
    ),
    'an undeclared sender of mail': {
      records: [graphSignInRecord({ user: scanner, client: 'Authenticated SMTP' })],
      severity: 'medium',
    },
  },
  silent: {
    'attempts that failed': many(30, (index) => graphSignInRecord({ at: index, client: 'IMAP4', error: 50126 })),
    'blocked by policy': [graphSignInRecord({ client: 'IMAP4', error: 53003 })],
    'the declared scanner sends': {
      records: many(50, (index) => graphSignInRecord({ user: scanner, at: index, client: 'Authenticated SMTP' })),
      organization: { watch: { serviceAccounts: [scanner] } },
    },
    'browsers and modern clients': [
      graphSignInRecord(),
      graphSignInRecord({ client: 'Mobile Apps and Desktop clients' }),
      loginRecord(),
    ],
  },
});
