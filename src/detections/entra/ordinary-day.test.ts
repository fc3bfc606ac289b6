import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  graphSignInRecord,
  loginRecord,
  many,
  riskDetectionRecord,
  type RawRecord,
} from '../../../test/audit-records.ts';
import { alertsOf } from '../../../test/detection.ts';
import { phiFromUnnamedNetwork } from '../organization/phi-from-unnamed-network.ts';
import { deviceCodeSignIn } from './device-code-sign-in.ts';
import { disabledAccountSignIn } from './disabled-account-sign-in.ts';
import { emergencyAccessUsed } from './emergency-access-used.ts';
import { impossibleTravel } from './impossible-travel.ts';
import { legacyProtocolUsed } from './legacy-protocol-used.ts';
import { mfaAcceptedAfterDenials } from './mfa-accepted-after-denials.ts';
import { mfaFatigue } from './mfa-fatigue.ts';
import { oldPasswordRetried } from './old-password-retried.ts';
import { passwordGuessing } from './password-guessing.ts';
import { passwordSpray } from './password-spray.ts';
import { scriptedSignIn } from './scripted-sign-in.ts';
import { sensitiveAccountWithoutMfa } from './sensitive-account-without-mfa.ts';
import { servicePrincipalFromNewCountry } from './service-principal-from-new-country.ts';
import { sessionInTwoCountries } from './session-in-two-countries.ts';
import { sessionOnTwoSystems } from './session-on-two-systems.ts';
import { sharedAccount } from './shared-account.ts';
import { signInAfterFailures } from './sign-in-after-failures.ts';
import { signInAfterLeaving } from './sign-in-after-leaving.ts';
import { signInFromNewCountry } from './sign-in-from-new-country.ts';
import { signInMethodChangedAfterRisk } from './sign-in-method-changed-after-risk.ts';
import { stolenToken } from './stolen-token.ts';
import { unfamiliarSignIn } from './unfamiliar-sign-in.ts';
import { wayAroundPolicyFound } from './way-around-policy-found.ts';

const all = [
  deviceCodeSignIn,
  disabledAccountSignIn,
  emergencyAccessUsed,
  impossibleTravel,
  legacyProtocolUsed,
  mfaAcceptedAfterDenials,
  mfaFatigue,
  oldPasswordRetried,
  passwordGuessing,
  passwordSpray,
  phiFromUnnamedNetwork,
  scriptedSignIn,
  sensitiveAccountWithoutMfa,
  servicePrincipalFromNewCountry,
  sessionInTwoCountries,
  sessionOnTwoSystems,
  sharedAccount,
  signInAfterFailures,
  signInAfterLeaving,
  signInFromNewCountry,
  signInMethodChangedAfterRisk,
  stolenToken,
  unfamiliarSignIn,
  wayAroundPolicyFound,
];

const office = '192.0.2.10';
const home = (index: number) => `203.0.113.${index}`;
const person = (index: number) => `person${index}@clinic.example.com`;
const phone = { deviceDetail: { operatingSystem: 'Ios 17.4', browser: 'Mobile Safari' }, sessionId: 'phone' };
const dallas = ['Dallas', 'US', 32.78, -96.8] as const;
const toronto = ['Toronto', 'CA', 43.65, -79.38] as const;
const lagos = ['Lagos', 'NG', 6.45, 3.39] as const;

/** One day of a clinic with thirty people, from minute `from`. */
function day(from: number): RawRecord[] {
  return [
    // Everybody signs in at the office, every fifth mistypes first, two forgot the password and try six times.
    ...many(30, (index) => loginRecord({ user: person(index), at: from + index + 1, ip: office })),
    ...many(30, (index) => graphSignInRecord({ user: person(index), at: from + index + 1.1, ip: office })),
    ...many(6, (index) =>
      loginRecord({ user: person(index * 5), at: from + index * 5 + 0.5, ip: office, error: 50126 }),
    ),
    ...many(6, (index) => graphSignInRecord({ user: person(7), at: from + 2 + index, ip: office, error: 50126 })),
    // Expired password, MFA asked for, consent, sessions that ended: no attacks.
    ...many(40, (index) =>
      loginRecord({
        user: person(index % 30),
        at: from + 5 + index * 10,
        ip: office,
        error: [50055, 50074, 50058, 65001, 50140, 50072, 50089, 50132][index % 8]!,
      }),
    ),
    // Phones take the addresses of their carrier, far away and across the border.
    ...many(30, (index) =>
      graphSignInRecord(
        {
          user: person(index),
          at: from + 20 + index * 7,
          ip: `198.51.100.${index}`,
          place: index % 4 ? dallas : toronto,
        },
        phone,
      ),
    ),
    // A phone has an old password for some hours.
    ...many(10, (index) =>
      graphSignInRecord(
        { user: person(3), at: from + index * 15, ip: office, error: 50126, client: 'Exchange ActiveSync' },
        phone,
      ),
    ),
    // Office for the web and token renewals.
    ...many(60, (index) =>
      graphSignInRecord(
        {
          user: person(index % 30),
          at: from + index * 9,
          ip: '20.190.151.7',
          place: ['Des Moines', 'US', 41.6, -93.6],
        },
        { isInteractive: false },
      ),
    ),
    // A code typed wrong, a prompt that ran out, one declined by mistake.
    graphSignInRecord({
      user: person(9),
      at: from + 60,
      error: 500121,
      details: 'MFA denied; invalid verification code',
    }),
    graphSignInRecord({
      user: person(9),
      at: from + 61,
      error: 500121,
      details: 'MFA denied; user did not respond to mobile app notification',
    }),
    graphSignInRecord({
      user: person(9),
      at: from + 62,
      error: 500121,
      details: 'MFA denied; user declined the authentication',
    }),
    graphSignInRecord({ user: person(9), at: from + 63 }),
    // In the evening people work from home.
    ...many(12, (index) => graphSignInRecord({ user: person(index), at: from + 600 + index, ip: home(index) })),
    // The Internet tries one account now and then.
    ...many(5, (index) =>
      loginRecord({ user: person(0), at: from + index * 250, ip: `198.51.100.${200 + index}`, error: 50126 }),
    ),
    riskDetectionRecord({ user: person(4), at: from + 30, level: 'low' }),
  ];
}

describe('ordinary life of a clinic', () => {
  it('S0-55, S3-29: two weeks of it give no alert', () => {
    const records = Array.from({ length: 14 }, (_, index) => day(index * 1440)).flat();
    const alerts = alertsOf(all, records);
    assert.deepEqual(
      alerts.map(({ detection, why }) => `${detection}: ${why}`),
      [],
    );
  });

  it('S0-55: a takeover in the midst of it shows, once for each thing that happened', () => {
    const ip = '198.51.100.250';
    const at = 200;
    const records = [
      ...day(0),
      ...many(12, (index) => loginRecord({ user: person(12 + index), at: at + index, ip, error: 50126 })),
      ...many(4, (index) =>
        graphSignInRecord({
          user: person(20),
          at: at + 20 + index,
          ip,
          place: lagos,
          error: 500121,
          details: 'MFA denied; user declined the authentication',
        }),
      ),
      graphSignInRecord({ user: person(20), at: at + 26, ip, place: lagos }),
      ...many(20, (index) => graphSignInRecord({ user: person(20), at: at + 27 + index, ip, place: lagos })),
    ];
    assert.deepEqual(
      alertsOf(all, records)
        .map(({ detection, severity }) => `${detection} ${severity}`)
        .sort(),
      [
        'entra.impossible-travel high',
        'entra.mfa-accepted-after-denials critical',
        'entra.mfa-fatigue high',
        'entra.password-spray critical',
      ],
    );
  });
});
