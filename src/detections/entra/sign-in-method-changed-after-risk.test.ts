import {
  directoryAuditRecord,
  entraRecord,
  graphSignInRecord,
  loginRecord,
  riskDetectionRecord,
} from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { signInMethodChangedAfterRisk } from './sign-in-method-changed-after-risk.ts';

const nina = 'nina@clinic.example.com';
const registered = (at: number, activity = 'User registered security info', fields = {}) =>
  directoryAuditRecord(
    activity,
    { user: nina, at, category: 'UserManagement', targets: [{ type: 'User', userPrincipalName: nina }] },
    fields,
  );
const phoneApp = (count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => ({ DeviceName: `phone ${index}`, DeviceToken: 'x' })));
const updated = (at: number, name: string, before: string, after: string) =>
  entraRecord('Update user.', { user: nina, at, object: nina, targets: [[nina, 5]], changes: [[name, after, before]] });
const riskyIn = {
  riskLevelDuringSignIn: 'high',
  riskState: 'atRisk',
  riskEventTypes_v2: ['anonymizedIPAddress'],
};

testDetection(signInMethodChangedAfterRisk, {
  alerts: {
    'a method registered an hour after a risk detection': {
      records: [riskDetectionRecord(), registered(60)],
      severity: 'high',
      actor: nina,
      why: /^A sign-in method of nina@clinic\.example\.com changed within 61 minutes after an odd sign-in$/,
    },
    'after a sign-in of high risk that got in': {
      records: [graphSignInRecord({}, riskyIn), registered(5)],
      severity: 'critical',
    },
    'the old method is deleted': [riskDetectionRecord({ level: 'high' }), registered(9, 'User deleted security info')],
    'the unified log: a script signs in, a phone is added': [
      loginRecord({ agent: 'axios/1.7.9', ip: '198.51.100.7' }),
      updated(20, 'StrongAuthenticationPhoneAppDetail', phoneApp(1), phoneApp(2)),
    ],
    'the unified log: a device code, then a method': [
      loginRecord({}, { ExtendedProperties: [{ Name: 'RequestType', Value: 'Cmsi:Cmsi' }] }),
      updated(20, 'StrongAuthenticationMethod', '[]', '[{"MethodType":6,"Default":true}]'),
    ],
    'several records of one registration': [
      riskDetectionRecord(),
      registered(10),
      registered(10, 'User registered all required security info'),
      registered(11, 'User changed default security info'),
    ],
  },
  silent: {
    'a new phone without any odd sign-in': [graphSignInRecord(), registered(60)],
    'one prompt declined, then a new phone': [
      graphSignInRecord({ error: 500121, details: 'MFA denied; user declined the authentication' }),
      registered(60),
    ],
    'a new phone shows the page of a device code': [
      loginRecord(
        {},
        {
          ExtendedProperties: [{ Name: 'RequestType', Value: 'Cmsi:Cmsi' }],
          DeviceProperties: [{ Name: 'OS', Value: 'Android' }],
        },
      ),
      registered(5),
    ],
    'three days after': [riskDetectionRecord(), registered(3 * 1440)],
    before: [registered(0), riskDetectionRecord({ at: 30 })],
    'the risk was dismissed': [riskDetectionRecord({ state: 'dismissed' }), registered(30)],
    'the odd sign-in was somebody else’s': [riskDetectionRecord({ user: 'omar@clinic.example.com' }), registered(30)],
    'the phone app renews its token': [
      riskDetectionRecord(),
      updated(20, 'StrongAuthenticationPhoneAppDetail', phoneApp(1), phoneApp(1)),
    ],
    'a registration that failed': [riskDetectionRecord(), registered(30, undefined, { result: 'failure' })],
    'another property of the account': [riskDetectionRecord(), updated(20, 'Department', 'A', 'B')],
  },
});
