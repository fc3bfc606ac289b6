import { texts } from '../../../properties.ts';
import { defineGraphCollection } from '../../resource.ts';

/** [M]: refused without P1 as the sign-in log is. */
export const userRegistrationDetails = defineGraphCollection({
  path: '/reports/authenticationMethods/userRegistrationDetails',
  type: 'userRegistrationDetails',
  state: 'userRegistrationDetails',
  methods: ['list', 'get'],
  family: 'policy',
  roles: { read: ['AuditLog.Read.All'] },
  license: {
    needs: 'entra-p1',
    status: 403,
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    message: "Neither tenant is B2C or tenant doesn't have premium license",
  },
  page: { size: 1000, max: 1000 },
  properties: {
    id: 'text',
    isAdmin: 'flag',
    isMfaCapable: 'flag',
    isMfaRegistered: 'flag',
    isPasswordlessCapable: 'flag',
    isSsprCapable: 'flag',
    isSsprEnabled: 'flag',
    isSsprRegistered: 'flag',
    isSystemPreferredAuthenticationMethodEnabled: 'flag',
    lastUpdatedDateTime: 'moment',
    methodsRegistered: texts,
    systemPreferredAuthenticationMethods: texts,
    userDisplayName: 'text',
    userPreferredMethodForSecondaryAuthentication: [
      'push',
      'oath',
      'voiceMobile',
      'voiceAlternateMobile',
      'voiceOffice',
      'sms',
      'none',
    ],
    userPrincipalName: 'text',
    userType: ['member', 'guest'],
  },
});
