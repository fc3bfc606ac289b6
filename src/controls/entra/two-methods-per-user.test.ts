import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { twoMethodsPerUser } from './two-methods-per-user.ts';

const user = (id: string, methodsRegistered: string[], more: object = {}) => ({
  id,
  userPrincipalName: `${id}@clinic.example.com`,
  userType: 'member',
  methodsRegistered,
  ...more,
});
const good = user('kim', ['microsoftAuthenticatorPush', 'mobilePhone']);

testControl(twoMethodsPerUser, {
  pass: {
    'S3-28: two': tenant({ userRegistrationDetails: [good] }),
    'guests, disabled and declared users do not count': tenant(
      {
        userRegistrationDetails: [
          good,
          user('lab', [], { userType: 'guest' }),
          user('gone', []),
          user('bg1', ['fido2SecurityKey']),
        ],
        users: [{ id: 'GONE', accountEnabled: false }],
      },
      { organization: { breakGlass: ['bg1@clinic.example.com'] } },
    ),
  },
  fail: {
    'S3-28: one, none, and the list of who': [
      tenant({ userRegistrationDetails: [good, user('lee', ['mobilePhone']), user('max', [])] }),
      { resources: ['lee@clinic.example.com', 'max@clinic.example.com'], why: /2 of 3/ },
    ],
    'mail and security questions are for resets': tenant({
      userRegistrationDetails: [user('lee', ['email', 'securityQuestion', 'mobilePhone'])],
    }),
    'two ways to use one Authenticator app': tenant({
      userRegistrationDetails: [user('lee', ['microsoftAuthenticatorPush', 'microsoftAuthenticatorPasswordless'])],
    }),
    'a pass for a day is none': tenant({
      userRegistrationDetails: [user('lee', ['temporaryAccessPass', 'fido2SecurityKey'])],
    }),
    'three where the organization asks for it': tenant(
      { userRegistrationDetails: [good] },
      { parameters: { methods: 3 } },
    ),
  },
  'not-applicable': {
    'nobody to judge': tenant({ userRegistrationDetails: [user('lab', [], { userType: 'guest' })] }),
  },
});
