import { graphSignInRecord, riskDetectionRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { stolenToken } from './stolen-token.ts';

testDetection(stolenToken, {
  alerts: {
    'an anomalous token': {
      records: [riskDetectionRecord({ type: 'anomalousToken', level: 'medium' })],
      severity: 'high',
      why: /^Microsoft reported anomalous token for a session of nina@clinic\.example\.com$/,
    },
    'an attacker in the middle, told twice': [
      riskDetectionRecord({ type: 'attackerinTheMiddle', level: 'high' }),
      riskDetectionRecord({ type: 'attackerinTheMiddle', level: 'high', at: 200 }),
    ],
    'the sign-in record carries the risk': [
      graphSignInRecord(
        {},
        { riskLevelDuringSignIn: 'high', riskState: 'atRisk', riskEventTypes_v2: ['anomalousToken'] },
      ),
    ],
  },
  silent: {
    'a low one': [riskDetectionRecord({ type: 'anomalousToken', level: 'low' })],
    'one that was dismissed': [riskDetectionRecord({ type: 'anomalousToken', level: 'high', state: 'dismissed' })],
    'an unfamiliar place': [riskDetectionRecord({ level: 'high' })],
    'an ordinary sign-in': [graphSignInRecord()],
  },
});
