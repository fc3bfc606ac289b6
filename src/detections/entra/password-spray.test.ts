import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { passwordSpray } from './password-spray.ts';

const person = (index: number) => `person${index}@clinic.example.com`;
const attacker = '198.51.100.7';
const office = '192.0.2.10';
const failed = (index: number, fields = {}) =>
  loginRecord({ user: person(index), at: index, error: 50126, ip: attacker, ...fields });

testDetection(passwordSpray, {
  alerts: {
    'four accounts are a spray in a clinic': {
      records: many(4, (index) => failed(index)),
      severity: 'high',
      group: '198.51.100.0/24',
      actor: attacker,
      why: /^198\.51\.100\.0\/24 failed to sign in to 4 accounts in 3 minutes, 4 records$/,
    },
    'the same in the sign-in log of Graph': many(6, (index) =>
      graphSignInRecord({ user: person(index), at: index * 5, error: 50126, ip: attacker }),
    ),
    'accounts that do not exist, are locked or disabled count too': [
      failed(0, { error: 50034 }),
      failed(1, { error: 50053 }),
      failed(2, { error: 50057 }),
      failed(3),
    ],
    'the last digits of the address change': many(5, (index) => failed(index, { ip: `198.51.100.${index + 1}` })),
    'IPv6 of one network': many(4, (index) => failed(index, { ip: `2001:db8:9:1::${index + 1}` })),
    'sixty attempts on six accounts are one alert': {
      records: many(60, (index) => failed(index % 6, { at: index })),
      alerts: 1,
    },
    'one of them gets in': {
      records: [...many(5, (index) => failed(index)), loginRecord({ user: person(3), at: 9, ip: attacker })],
      severity: 'critical',
      why: /; person3@clinic\.example\.com got in or was stopped only after the password$/,
    },
    'the account found had not failed before': {
      records: [...many(3, (index) => failed(index)), loginRecord({ user: person(9), at: 4, ip: attacker }), failed(5)],
      severity: 'critical',
    },
    'a spray beside the life of an office elsewhere': [
      ...many(5, (index) => failed(index)),
      ...many(20, (index) => loginRecord({ user: person(index), at: index, ip: office })),
    ],
  },
  silent: {
    'Monday morning: eight of twenty people mistype, then get in, from one office': [
      ...many(20, (index) => loginRecord({ user: person(index), at: index + 0.5, ip: office })),
      ...many(8, (index) => loginRecord({ user: person(index * 2), at: index * 2, error: 50126, ip: office })),
    ],
    'a small clinic where all five mistype and get in': many(10, (index) =>
      loginRecord({
        user: person(Math.floor(index / 2)),
        at: index * 2,
        ip: office,
        ...(index % 2 === 0 && { error: 50126 }),
      }),
    ),
    'four phones with old passwords among the people of an office': [
      ...many(12, (index) => loginRecord({ user: person(index), at: index, ip: office })),
      ...many(16, (index) =>
        graphSignInRecord({
          user: person(index % 4),
          at: index * 4,
          error: 50126,
          ip: office,
          client: 'Exchange ActiveSync',
        }),
      ),
    ],
    'one person at a kiosk, then another': [failed(0, { ip: office }), failed(1, { at: 30, ip: office })],
    'one account tried often': many(40, (index) => failed(0, { at: index })),
    'three accounts': many(3, (index) => failed(index)),
    'failures that are no attack: consent, session, MFA to be set up, reply address, expired password': [
      65001, 50058, 50072, 50011, 50089, 50132, 50133, 50055,
    ].map((error, index) => failed(index, { error })),
    'people of a partner open a shared link with accounts that are no guests here': many(8, (index) =>
      graphSignInRecord({ user: `ann${index}@partner.example.org`, at: index * 3, error: 50020, ip: attacker }),
    ),
    'four people over five hours from one hotel': many(4, (index) => failed(index, { at: index * 100 })),
    'the declared office after a broken directory connection': {
      records: many(9, (index) => failed(index, { ip: office, error: 80002 })),
      organization: { watch: { networks: ['192.0.2.0/24'] } },
    },
    'records without an address': many(6, (index) =>
      loginRecord({ user: person(index), at: index, error: 50126 }, { ClientIP: '', ActorIpAddress: '' }),
    ),
  },
});
