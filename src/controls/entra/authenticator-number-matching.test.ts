import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { authenticatorNumberMatching } from './authenticator-number-matching.ts';

const matching = (state: string | undefined, id = 'all_users', method = 'enabled') =>
  tenant({
    authenticationMethodConfigurations: [
      {
        id: 'MicrosoftAuthenticator',
        state: method,
        featureSettings: { numberMatchingRequiredState: state ? { state, includeTarget: { id } } : null },
      },
    ],
  });

testControl(authenticatorNumberMatching, {
  pass: {
    'S3-26: on for everyone': [matching('enabled'), { resources: ['Microsoft Authenticator, number matching'] }],
    'Microsoft managed': matching('default'),
  },
  fail: {
    off: matching('disabled'),
    'for a group only': [matching('enabled', 'g-1'), { resources: ['Microsoft Authenticator, number matching'] }],
  },
  'not-applicable': { 'Authenticator is off': matching('enabled', 'all_users', 'disabled') },
  unknown: {
    'the source does not say': [matching(undefined), { why: /since 2023/ }],
    'Authenticator is not among the methods': tenant({
      authenticationMethodConfigurations: [{ id: 'Sms', state: 'enabled' }],
    }),
  },
});
