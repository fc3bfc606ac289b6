import { graphSignInRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { sensitiveAccountWithoutMfa } from './sensitive-account-without-mfa.ts';

const organization = { sensitiveAccounts: ['ceo@clinic.example.com'] };
const single = (fields = {}, given = {}) =>
  graphSignInRecord(
    { user: 'ceo@clinic.example.com', ...given },
    { authenticationRequirement: 'singleFactorAuthentication', ...fields },
  );

testDetection(sensitiveAccountWithoutMfa, {
  alerts: {
    'a password was enough': {
      records: [single(), single({}, { at: 60 })],
      organization,
      severity: 'medium',
      actor: 'ceo@clinic.example.com',
      why: /^ceo@clinic\.example\.com signed in from Tampa, US with a password alone/,
    },
  },
  silent: {
    'nobody is declared as sensitive': [single()],
    'two factors': { records: [single({ authenticationRequirement: 'multiFactorAuthentication' })], organization },
    'the log does not say': { records: [single({ authenticationRequirement: undefined })], organization },
    'a managed computer': { records: [single({ deviceDetail: { isManaged: true } })], organization },
    'a token renewed in the background': { records: [single({ isInteractive: false })], organization },
    'the declared office': {
      records: [single()],
      organization: { ...organization, watch: { networks: ['192.0.2.0/24'] } },
    },
    'an attempt that failed': { records: [single({}, { error: 50126 })], organization },
  },
});
