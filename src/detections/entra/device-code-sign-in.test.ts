import { graphSignInRecord, loginRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { deviceCodeSignIn } from './device-code-sign-in.ts';

const byCode = { authenticationProtocol: 'deviceCode', appDisplayName: 'Microsoft Authentication Broker' };
const cmsi = {
  ExtendedProperties: [
    { Name: 'RequestType', Value: 'Cmsi:Cmsi' },
    { Name: 'UserAgent', Value: 'Mozilla/5.0' },
  ],
};

testDetection(deviceCodeSignIn, {
  alerts: {
    'the sign-in log names the protocol': {
      records: [graphSignInRecord({ ip: '198.51.100.7', place: ['Kyiv', 'UA', 50.45, 30.52] }, byCode)],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com signed in by device code from Kyiv, UA$/,
    },
    'the unified log shows the confirmation': {
      records: [loginRecord({ ip: '198.51.100.7' }, cmsi)],
      severity: 'medium',
    },
    'the same phished account several times': [
      graphSignInRecord({}, byCode),
      graphSignInRecord({ at: 3 }, byCode),
      graphSignInRecord({ at: 90 }, byCode),
    ],
  },
  silent: {
    'an ordinary sign-in': [graphSignInRecord(), loginRecord()],
    'the code was never confirmed': [
      graphSignInRecord({ error: 50199 }, byCode),
      graphSignInRecord({ error: 70016 }, byCode),
      loginRecord({ error: 50199 }, cmsi),
    ],
    'the screen of a meeting room': {
      records: [graphSignInRecord({ user: 'room1@clinic.example.com' }, byCode)],
      organization: { watch: { serviceAccounts: ['room1@clinic.example.com'] } },
    },
    'a command line tool that was approved': {
      records: [graphSignInRecord({}, { ...byCode, appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' })],
      organization: {
        approvedApps: [{ appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46', name: 'Azure CLI' } as never],
      },
    },
    'an app of a phone shows the same page': [
      loginRecord({}, { ...cmsi, DeviceProperties: [{ Name: 'OS', Value: 'Android' }] }),
    ],
    'a managed computer': [graphSignInRecord({}, { ...byCode, deviceDetail: { deviceId: 'pc-1', isManaged: true } })],
  },
});
