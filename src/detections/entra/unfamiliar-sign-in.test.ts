import { graphSignInRecord, riskDetectionRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { unfamiliarSignIn } from './unfamiliar-sign-in.ts';

const risky = (level: string, fields = {}) => ({
  riskLevelDuringSignIn: level,
  riskState: 'atRisk',
  riskDetail: 'none',
  riskEventTypes_v2: ['unfamiliarFeatures'],
  ...fields,
});

testDetection(unfamiliarSignIn, {
  alerts: {
    'S3-29: a medium risk detection': {
      records: [riskDetectionRecord()],
      severity: 'medium',
      why: /^Microsoft gave nina@clinic\.example\.com a medium risk: unfamiliar features$/,
    },
    'a high one': { records: [riskDetectionRecord({ type: 'anonymizedIPAddress', level: 'high' })], severity: 'high' },
    'leaked credentials': {
      records: [riskDetectionRecord({ type: 'leakedCredentials', level: 'high' }, { activity: 'user' })],
      severity: 'high',
      why: /leaked credentials/,
    },
    'a risky sign-in that got in': { records: [graphSignInRecord({}, risky('high'))], severity: 'high' },
    'a risky sign-in that MFA stopped: the password was right': [graphSignInRecord({ error: 50074 }, risky('medium'))],
    'a risky sign-in that policy blocked': [graphSignInRecord({ error: 53003 }, risky('high'))],
    'the sign-in and its detections are one alert': {
      records: [
        graphSignInRecord({}, risky('medium')),
        riskDetectionRecord({ at: 1 }),
        riskDetectionRecord({ at: 30, type: 'maliciousIPAddress', level: 'high' }),
      ],
      severity: 'high',
      count: 3,
      why: /malicious IP address/,
    },
    'confirmed as compromised by an administrator': [
      riskDetectionRecord({ state: 'confirmedCompromised', level: 'high' }),
    ],
    'the unified log tells it (record type 294)': [
      unifiedRecord(
        'AadRiskDetection',
        294,
        'AzureActiveDirectory',
        {},
        { RiskEventType: 'unfamiliarFeatures', RiskLevel: 'High', RiskState: 'atRisk' },
      ),
    ],
  },
  silent: {
    'low risk': [riskDetectionRecord({ level: 'low' }), graphSignInRecord({}, risky('low'))],
    'dismissed, remediated or confirmed safe': [
      riskDetectionRecord({ state: 'dismissed' }),
      riskDetectionRecord({ state: 'remediated', level: 'high' }),
      riskDetectionRecord({ state: 'confirmedSafe', level: 'high' }),
    ],
    'Microsoft took it back, or the person passed MFA for it': [
      riskDetectionRecord({}, { riskDetail: 'aiConfirmedSigninSafe' }),
      graphSignInRecord({}, risky('high', { riskDetail: 'userPassedMFADrivenByRiskBasedPolicy' })),
    ],
    'a risky attempt with a wrong password': [graphSignInRecord({ error: 50126 }, risky('high'))],
    'risk hidden for want of a license': [
      riskDetectionRecord({ level: 'hidden' }),
      graphSignInRecord({}, risky('hidden', { riskState: 'none' })),
    ],
    'a stolen session has its own alert': [riskDetectionRecord({ type: 'anomalousToken', level: 'high' })],
    'an ordinary sign-in': [graphSignInRecord({}, risky('none', { riskState: 'none', riskEventTypes_v2: [] }))],
  },
});
