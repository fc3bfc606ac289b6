import { list, readOnly, texts } from '../../../properties.ts';
import { badRequest } from '../../errors.ts';
import { defineGraphCollection } from '../../resource.ts';

export const users = defineGraphCollection({
  path: '/users',
  type: 'user',
  state: 'users',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  advanced: true,
  keys: ['userPrincipalName'],
  page: { size: 100, max: 999 },
  delta: { reason: 'changed' },
  roles: {
    read: ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
    // What each of the narrow write permissions covers is checked in `validate`.
    write: [
      'User.ReadWrite.All',
      'Directory.ReadWrite.All',
      'User.Read.All+User.EnableDisableAccount.All',
      'User-PasswordProfile.ReadWrite.All',
    ],
  },
  activity: { noun: 'user', category: 'UserManagement', target: 'User' },
  properties: {
    id: readOnly('guid'),
    accountEnabled: 'flag',
    assignedLicenses: readOnly(list({ skuId: 'guid', disabledPlans: list('guid') })),
    assignedPlans: readOnly(
      list({ assignedDateTime: 'moment', capabilityStatus: 'text', service: 'text', servicePlanId: 'guid' }),
    ),
    businessPhones: texts,
    city: 'text',
    companyName: 'text',
    country: 'text',
    createdDateTime: readOnly('moment'),
    deletedDateTime: readOnly('moment'),
    department: 'text',
    displayName: 'text',
    employeeId: 'text',
    employeeLeaveDateTime: 'moment',
    externalUserState: readOnly('text'),
    externalUserStateChangeDateTime: readOnly('moment'),
    givenName: 'text',
    isResourceAccount: 'flag',
    jobTitle: 'text',
    lastPasswordChangeDateTime: readOnly('moment'),
    mail: 'text',
    mailNickname: 'text',
    mobilePhone: 'text',
    officeLocation: 'text',
    onPremisesImmutableId: 'text',
    onPremisesLastSyncDateTime: readOnly('moment'),
    onPremisesSyncEnabled: readOnly('flag'),
    otherMails: texts,
    passwordPolicies: 'text',
    passwordProfile: {
      forceChangePasswordNextSignIn: 'flag',
      forceChangePasswordNextSignInWithMfa: 'flag',
      password: 'text',
    },
    preferredLanguage: 'text',
    proxyAddresses: readOnly(texts),
    showInAddressList: 'flag',
    signInActivity: readOnly({
      lastSignInDateTime: 'moment',
      lastSignInRequestId: 'text',
      lastNonInteractiveSignInDateTime: 'moment',
      lastNonInteractiveSignInRequestId: 'text',
      lastSuccessfulSignInDateTime: 'moment',
      lastSuccessfulSignInRequestId: 'text',
    }),
    signInSessionsValidFromDateTime: readOnly('moment'),
    surname: 'text',
    usageLocation: 'text',
    userPrincipalName: 'text',
    userType: 'text',
  },
  defaultSelect: [
    'businessPhones',
    'displayName',
    'givenName',
    'id',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
  ],
  // Smaller pages when it is selected: assumption sign-in-activity-pages.
  special: { signInActivity: { roles: ['AuditLog.Read.All'], license: 'entra-p1', maxTop: 120 } },
  required: ['accountEnabled', 'displayName', 'mailNickname', 'passwordProfile', 'userPrincipalName'],
  defaults: ({ state }) => ({
    createdDateTime: state.now,
    userType: 'Member',
    signInSessionsValidFromDateTime: state.now,
    lastPasswordChangeDateTime: state.now,
  }),
  // A password is never told.
  present: (user) => ({ ...user, passwordProfile: null }),
  validate({ caller, state, tenant }, { before, after, body }) {
    const has = (role: string): boolean => caller.roles.has(role) || caller.scopes.has(role);
    const wide = has('User.ReadWrite.All') || has('Directory.ReadWrite.All');
    const narrow = {
      accountEnabled: 'User.EnableDisableAccount.All',
      passwordProfile: 'User-PasswordProfile.ReadWrite.All',
    };
    const refused = Object.keys(body).find((name) => !wide && !has(narrow[name as keyof typeof narrow] ?? 'none'));
    if (refused !== undefined)
      throw badRequest(`Insufficient privileges to change '${refused}'.`, 'Authorization_RequestDenied');
    const name = String(after['userPrincipalName']).toLowerCase();
    if (!tenant.domains.some((domain) => name.endsWith(`@${domain}`)) && after['userType'] !== 'Guest')
      throw badRequest(
        'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
        'Request_BadRequest',
      );
    const twin = state.list('users').find((user) => String(user['userPrincipalName']).toLowerCase() === name);
    if (twin && twin['id'] !== (before ?? after)['id'])
      throw badRequest(
        'Another object with the same value for property userPrincipalName already exists.',
        'Request_BadRequest',
      );
  },
  operations: [
    {
      path: '/{user}/revokeSignInSessions',
      method: 'POST',
      roles: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
      activity: 'Update StsRefreshTokenValidFrom Timestamp',
      run({ state, parameters }) {
        state.patch('users', parameters['user']!, { signInSessionsValidFromDateTime: state.now });
        return { value: true };
      },
    },
  ],
  parents: { user: 'users' },
});
