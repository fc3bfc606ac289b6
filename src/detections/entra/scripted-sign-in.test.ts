import { graphSignInRecord, loginRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { scriptedSignIn } from './scripted-sign-in.ts';

testDetection(scriptedSignIn, {
  alerts: {
    'a phishing kit passes the password on': {
      records: [loginRecord({ agent: 'axios/1.7.9', ip: '198.51.100.7' })],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^A script signed in as nina@clinic\.example\.com from 198\.51\.100\.7$/,
    },
    'MFA stopped it, but the password is known': {
      records: [loginRecord({ agent: 'python-requests/2.31.0', error: 50074 })],
      severity: 'medium',
    },
    'Microsoft’s own command line is told quietly': {
      records: [loginRecord({ agent: 'python-requests/2.31.0', app: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' })],
      severity: 'low',
    },
    'in the sign-in log of Graph, again and again': [
      graphSignInRecord({}, { userAgent: 'node-fetch/1.0 (+https://example.com)' }),
      graphSignInRecord({ at: 4 }, { userAgent: 'node-fetch/1.0 (+https://example.com)' }),
    ],
  },
  silent: {
    'browsers and apps': [
      loginRecord(),
      loginRecord({ agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605' }),
      loginRecord({ agent: 'okhttp/4.12.0' }),
      loginRecord({ agent: 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)' }),
    ],
    'a script with a wrong password': [loginRecord({ agent: 'python-requests/2.31.0', error: 50126 })],
    'a declared account of a backup': {
      records: [loginRecord({ user: 'backup@clinic.example.com', agent: 'Go-http-client/1.1' })],
      organization: { watch: { serviceAccounts: ['backup@clinic.example.com'] } },
    },
  },
});
