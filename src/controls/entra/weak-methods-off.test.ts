import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { weakMethodsOff } from './weak-methods-off.ts';

const methods = (Sms: string, Voice: string, Email: string) =>
  Object.entries({ Sms, Voice, Email }).map(([id, state]) => ({ id, state }));
const given = (authenticationMethodConfigurations: unknown) => tenant({ authenticationMethodConfigurations });
const scuba = (outcome: 'pass' | 'fail' | 'unknown') => ({ policies: { 'MS.AAD.3.5v2': outcome } });
const app = { id: 'u-1', methodsRegistered: ['mobilePhone', 'microsoftAuthenticatorPush'] };
const phoneOnly = { id: 'u-2', methodsRegistered: ['mobilePhone', 'email'] };

testControl(weakMethodsOff, {
  pass: {
    'all three are off': [
      given([...methods('disabled', 'disabled', 'disabled'), { id: 'Fido2', state: 'enabled' }]),
      scuba('pass'),
    ],
    'S3-26: text messages on, everyone has a stronger method; SCuBA wants them off': [
      tenant({
        authenticationMethodConfigurations: methods('enabled', 'disabled', 'disabled'),
        userRegistrationDetails: [app],
      }),
      scuba('fail'),
    ],
  },
  fail: {
    'all three are on': [
      given(methods('enabled', 'enabled', 'enabled')),
      { resources: ['Text message', 'Voice call', 'Email one-time passcode'], ...scuba('fail') },
    ],
    'text messages on, registrations not read': [
      given(methods('enabled', 'disabled', 'disabled')),
      { resources: ['Text message'], wouldPassIf: /Text message is disabled/, ...scuba('fail') },
    ],
    'S3-26: text messages on, one person has nothing else': tenant({
      authenticationMethodConfigurations: methods('enabled', 'disabled', 'disabled'),
      userRegistrationDetails: [app, phoneOnly],
    }),
    'a stricter baseline: text messages off for all': tenant(
      {
        authenticationMethodConfigurations: methods('enabled', 'disabled', 'disabled'),
        userRegistrationDetails: [app],
      },
      { parameters: { textMessagesOff: true } },
    ),
    'calls on, whatever is registered': tenant({
      authenticationMethodConfigurations: methods('disabled', 'enabled', 'disabled'),
      userRegistrationDetails: [app],
    }),
  },
  unknown: {
    'email codes were not read': [
      given(methods('disabled', 'disabled', 'disabled').slice(0, 2)),
      { why: /Email one-time passcode/, ...scuba('unknown') },
    ],
  },
});
