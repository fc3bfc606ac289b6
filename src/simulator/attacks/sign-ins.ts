import { officeIp, tampa } from '../life/company.ts';
import { edge } from '../records/files.ts';
import { minute } from '../records/pen.ts';
import { exchangeOnline, signInRecords } from '../records/sign-ins.ts';
import { type Attack, asAttacker } from './attack.ts';

const lisbon = { city: 'Lisbon', state: '', country: 'PT', latitude: 38.72, longitude: -9.14 };

export const impossibleTravel: Attack = {
  name: 'impossible-travel',
  title: 'A person signs in from home and forty minutes later from Lisbon',
  expected: {
    alerts: ['entra.impossible-travel'],
    atMost: 1,
    never: ['entra.session-in-two-countries', 'entra.shared-account'],
  },
  script: ({ victim, start, pen }) => {
    const home = { user: victim.user, id: victim.id, ip: victim.home, city: tampa, agent: edge };
    return [
      signInRecords(pen, start, { ...home, device: { ...victim.computer, managed: false } }),
      signInRecords(pen, start + 40 * minute, {
        ...asAttacker(victim),
        city: lisbon,
        device: { ...victim.computer, managed: false },
      }),
    ];
  },
};

export const sharedLogin: Attack = {
  name: 'shared-login',
  title: 'Two people use one login: at home in Tampa, and half an hour later in Miami',
  expected: { alerts: ['entra.shared-account'], atMost: 1, never: ['entra.impossible-travel'] },
  script: ({ victim, colleagues, start, pen }) => {
    const one = { user: victim.user, id: victim.id, agent: edge, device: { ...victim.computer, managed: false } };
    const second = colleagues[0] ?? victim;
    return [
      signInRecords(pen, start, { ...one, ip: victim.home, city: tampa }),
      signInRecords(pen, start + 30 * minute, {
        ...{ ...one, ip: second.mobile, device: { ...second.computer, managed: false } },
        city: { city: 'Miami', state: 'Florida', country: 'US', latitude: 25.76, longitude: -80.19 },
      }),
    ];
  },
};

export const legacyProtocol: Attack = {
  name: 'legacy-protocol',
  title: 'A mailbox is opened by IMAP with a password alone',
  expected: { alerts: ['entra.legacy-protocol-used'], atMost: 1, never: ['entra.device-code-sign-in'] },
  script: ({ victim, start, pen }) => [
    signInRecords(pen, start, {
      ...asAttacker(victim),
      ...{ agent: 'BAV2ROPC', app: exchangeOnline, client: 'IMAP4', mfa: false, request: 'OAuth2:Token' },
      device: { id: '', name: '', os: '', managed: false },
    }),
  ],
};

export const deviceCodePhish: Attack = {
  name: 'device-code-phish',
  title: 'A person types a code that a stranger sent, and the stranger is in',
  expected: { alerts: ['entra.device-code-sign-in'], atMost: 1, never: ['entra.legacy-protocol-used'] },
  script: ({ victim, start, pen }) => [
    signInRecords(pen, start, {
      ...asAttacker(victim),
      app: { id: '29d9ed98-a469-4536-ade2-f981bc1d605e', name: 'Microsoft Authentication Broker' },
      client: 'Mobile Apps and Desktop clients',
      request: 'Cmsi:Cmsi',
      more: { authenticationProtocol: 'deviceCode', originalTransferMethod: 'deviceCodeFlow' },
    }),
  ],
};

export const terminatedAccount: Attack = {
  name: 'terminated-account',
  title: 'Somebody who left signs in at the office',
  expected: { alerts: ['entra.sign-in-after-leaving'], atMost: 1, never: ['entra.disabled-account-sign-in'] },
  declares: ({ left }) => `watch.leavers: [{ account: ${left[0]!.user}, on: YYYY-MM-DD }]`,
  needs: ({ left }) => (left.length > 0 ? undefined : 'an open account whose employee leave date has passed'),
  script: ({ company, start, pen }) => {
    const { user, id, computer } = company.left[0]!;
    return [signInRecords(pen, start, { user, id, ip: officeIp, city: tampa, agent: edge, device: computer })];
  },
};

export const disabledAccount: Attack = {
  name: 'disabled-account',
  title: 'Somebody tries the password of an account that is disabled, five times',
  expected: {
    alerts: ['entra.disabled-account-sign-in'],
    atMost: 1,
    never: ['entra.password-guessing', 'entra.password-spray', 'entra.sign-in-after-leaving'],
  },
  script: ({ victim, start, pen, company }) =>
    Array.from({ length: 5 }, (_, index) =>
      signInRecords(pen, start + index * 4 * minute, {
        ...asAttacker(victim),
        user: `former.${victim.user.split('@')[0]!}@${company.domain}`,
        id: pen.id(),
        error: 50057,
      }),
    ),
};
