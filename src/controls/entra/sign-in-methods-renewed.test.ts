import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { signInMethodsRenewed } from './sign-in-methods-renewed.ts';

// The settings are read on 2026-11-20T06:12:41Z; 24 months before is 2024-11-20T06:12:41Z.
const kind = (name: string, createdDateTime?: string | null) => ({
  '@odata.type': `#microsoft.graph.${name}AuthenticationMethod`,
  ...(createdDateTime !== undefined && { createdDateTime }),
});
const user = (id: string, ...methods: object[]) => ({
  id,
  userPrincipalName: `${id}@clinic.example.com`,
  methods: [kind('password', '2026-11-01T00:00:00Z'), ...methods],
});
const fresh = user('kim', kind('phone', '2020-01-01T00:00:00Z'), kind('fido2', '2026-05-01T00:00:00Z'));

testControl(signInMethodsRenewed, {
  pass: {
    'S3-28: one method of this year is enough': tenant({ userAuthenticationMethods: [fresh] }),
    'exactly 24 months': tenant({
      userAuthenticationMethods: [fresh, user('lee', kind('phone', '2024-11-20T06:12:41Z'))],
    }),
    'who has only a password is another finding': tenant({ userAuthenticationMethods: [fresh, user('lee')] }),
    'disabled, guest and declared users do not count': tenant(
      {
        userAuthenticationMethods: [
          fresh,
          ...['gone', 'lab', 'bg1'].map((id) => user(id, kind('phone', '2020-01-01T00:00:00Z'))),
        ],
        users: [
          { id: 'gone', accountEnabled: false },
          { id: 'lab', userType: 'Guest' },
        ],
      },
      { organization: { breakGlass: ['bg1'] } },
    ),
  },
  fail: {
    'S3-28: a second more than 24 months; a new password does not count': [
      tenant({ userAuthenticationMethods: [fresh, user('lee', kind('phone', '2024-11-20T06:12:40Z'))] }),
      { resources: ['lee@clinic.example.com'], why: /1 of 2/ },
    ],
    'twelve months where the organization asks for it': tenant(
      { userAuthenticationMethods: [user('lee', kind('phone', '2025-11-20T00:00:00Z'))] },
      { parameters: { months: 12 } },
    ),
  },
  'not-applicable': { 'nobody has a method': tenant({ userAuthenticationMethods: [user('lee')] }) },
  unknown: {
    'the only method does not say what it is': tenant({
      userAuthenticationMethods: [user('lee', { createdDateTime: '2026-05-01T00:00:00Z' })],
    }),
    'no date': tenant({ userAuthenticationMethods: [fresh, user('lee', kind('phone'), kind('softwareOath', null))] }),
  },
});
