import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mfaPolicyWeakened } from './mfa-policy-weakened.ts';

const policy = (states: Record<string, string>, campaign = 'enabled') =>
  JSON.stringify({
    authenticationMethodConfigurations: Object.entries(states).map(([id, state]) => ({ id, state })),
    registrationEnforcement: { authenticationMethodsRegistrationCampaign: { state: campaign } },
  });
const record = (now: string, old: string, fields = {}) =>
  directoryAuditRecord(
    'Authentication Methods Policy Update',
    { category: 'ApplicationManagement', changes: [['AuthenticationMethodsPolicy', now, old]] },
    fields,
  );
const good = policy({ Sms: 'disabled', Fido2: 'enabled', MicrosoftAuthenticator: 'enabled' });

testDetection(mfaPolicyWeakened, {
  alerts: {
    'S3-29: text messages are accepted': {
      records: [record(policy({ Sms: 'enabled', Fido2: 'enabled', MicrosoftAuthenticator: 'enabled' }), good)],
      severity: 'high',
      why: /text messages are accepted now/,
    },
    'passkeys are turned off': {
      records: [record(policy({ Fido2: 'disabled' }), good)],
      why: /passkeys are not accepted/,
    },
    'older records write 0 and 1': [
      record(
        '{"authenticationMethodConfigurations":[{"id":"Voice","state":"0"}]}',
        '{"authenticationMethodConfigurations":[{"id":"Voice","state":"1"}]}',
      ),
    ],
    'the campaign is turned off': { records: [record(policy({}, 'disabled'), good)], why: /campaign/ },
    'only the changed property, the unified log': [
      entraRecord('Authentication Methods Policy Update.', {
        changes: [['authenticationMethodConfigurations.Sms.state', 'enabled', 'disabled']],
      }),
    ],
    'a strength takes a password and text messages': [
      directoryAuditRecord('Authentication Strength Policy Update', {
        changes: [
          [
            'AuthenticationStrengthPolicy',
            '{"allowedCombinations":["fido2","password,sms"]}',
            '{"allowedCombinations":["fido2"]}',
          ],
        ],
      }),
    ],
    reset: [directoryAuditRecord('Authentication Methods Policy Reset')],
  },
  silent: {
    'passkeys are turned on, text messages off': [record(good, policy({ Sms: 'enabled', Fido2: 'disabled' }))],
    'the people of a method change': [record(good, good)],
    'a strength gets stronger': [
      directoryAuditRecord('Authentication Strength Policy Update', {
        changes: [
          [
            'AuthenticationStrengthPolicy',
            '{"allowedCombinations":["fido2"]}',
            '{"allowedCombinations":["fido2","password,sms"]}',
          ],
        ],
      }),
    ],
    'Microsoft changes the campaign itself': [
      record(policy({}, 'disabled'), good, {
        initiatedBy: {
          user: null,
          app: { displayName: 'Azure MFA StrongAuthenticationService', servicePrincipalId: 'x' },
        },
      }),
    ],
    'the approved change application': {
      records: [record(policy({ Sms: 'enabled' }), good, changeApp)],
      organization: changeAppApproved,
    },
  },
});
