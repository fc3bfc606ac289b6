import { policy, strength } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { authenticatorShowsContext } from './authenticator-shows-context.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const shown = (state = 'enabled', id = 'all_users', left = nobody) => ({
  state,
  includeTarget: { targetType: 'group', id },
  excludeTarget: { targetType: 'group', id: left },
});
const authenticator = (given: { app?: unknown; place?: unknown; codes?: unknown; state?: string } = {}) => ({
  id: 'MicrosoftAuthenticator',
  state: given.state ?? 'enabled',
  isSoftwareOathEnabled: 'codes' in given ? given.codes : false,
  featureSettings: {
    displayAppInformationRequiredState: given.app ?? shown(),
    displayLocationInformationRequiredState: given.place ?? shown(),
  },
});
const methods = (...authenticationMethodConfigurations: unknown[]) => tenant({ authenticationMethodConfigurations });
const scuba = (outcome: 'pass' | 'fail') => ({ policies: { 'MS.AAD.3.3v2': outcome } });

testControl(authenticatorShowsContext, {
  pass: {
    'app and place for everyone, no codes': [methods({ id: 'Sms', state: 'disabled' }, authenticator()), scuba('pass')],
    PascalCase: methods({
      Id: 'MicrosoftAuthenticator',
      State: 'enabled',
      IsSoftwareOathEnabled: false,
      FeatureSettings: {
        DisplayAppInformationRequiredState: { State: 'enabled', IncludeTarget: { Id: 'all_users' } },
        DisplayLocationInformationRequiredState: { State: 'enabled', IncludeTarget: { Id: 'all_users' } },
      },
    }),
    'a declared group is left out': tenant(
      { authenticationMethodConfigurations: [authenticator({ place: shown('enabled', 'all_users', 'g-1') })] },
      { organization: { exclusions: { 'entra.authenticator-shows-context': { groups: ['G-1'], reason: 'Kiosk' } } } },
    ),
  },
  partial: {
    'an undeclared group is left out; SCuBA does not look at that': [
      methods(authenticator({ app: shown('enabled', 'all_users', 'g-1') })),
      { resources: ['Group g-1'], wouldPassIf: /declared/, ...scuba('pass') },
    ],
  },
  fail: {
    'Microsoft managed is not enough': [
      methods(authenticator({ app: shown('default') })),
      { resources: ['Microsoft Authenticator, app name'], ...scuba('fail') },
    ],
    'place off': [
      methods(authenticator({ place: shown('disabled') })),
      { resources: ['Microsoft Authenticator, location'] },
    ],
    'for a group only': [methods(authenticator({ place: shown('enabled', 'g-1') })), scuba('fail')],
    'codes are on': [
      methods(authenticator({ codes: true })),
      { resources: ['Microsoft Authenticator, codes'], ...scuba('fail') },
    ],
    'bad is bad, even when another part was not read': methods(
      authenticator({ codes: undefined, app: shown('disabled') }),
    ),
  },
  'not-applicable': {
    'everyone but whom phishing-resistant MFA declares': tenant(
      {
        authenticationMethodConfigurations: [authenticator({ codes: true })],
        conditionalAccessPolicies: [
          policy('Passkeys', { users: { excludeUsers: [nobody] }, grant: strength('fido2') }),
        ],
      },
      { declared: { 'MS.AAD.3.1v1': { users: [nobody] } } },
    ),
    'Authenticator is off': methods(authenticator({ state: 'disabled', codes: true })),
    'everyone signs in with phishing-resistant MFA': tenant({
      authenticationMethodConfigurations: [authenticator({ codes: true })],
      conditionalAccessPolicies: [policy('Passkeys', { grant: strength('fido2') })],
    }),
  },
  unknown: {
    'whether Authenticator is on was not read': methods({ ...authenticator(), state: null }),
    'Authenticator is not among the methods': methods({ id: 'Sms', state: 'disabled' }),
    'its settings are not in the document': methods({
      id: 'MicrosoftAuthenticator',
      state: 'enabled',
      isSoftwareOathEnabled: false,
    }),
    'whether codes are on was not read': methods(authenticator({ codes: undefined })),
  },
});
