import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { sessionOnTwoSystems } from './session-on-two-systems.ts';

const session = '55555555-0000-4000-8000-000000000001';
const login = (at: number, os: string, id = session, ip = '192.0.2.10') =>
  loginRecord(
    { at, ip },
    {
      DeviceProperties: [
        { Name: 'OS', Value: os },
        { Name: 'SessionId', Value: id },
      ],
    },
  );
const graph = (at: number, operatingSystem: string) =>
  graphSignInRecord({ at }, { sessionId: session, deviceDetail: { operatingSystem } });

testDetection(sessionOnTwoSystems, {
  alerts: {
    'a session of Windows goes on under Linux, by the unified log': {
      records: [
        login(0, 'Windows10'),
        login(30, 'Linux', session, '198.51.100.7'),
        login(40, 'Linux', session, '198.51.100.7'),
      ],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^One session of nina@clinic\.example\.com was used on Linux or Android and on another system$/,
    },
    'by the beta of Graph': [graph(0, 'Windows 11'), graph(5, 'MacOs')],
  },
  silent: {
    'the same kind of computer all day': many(20, (index) => login(index * 20, index % 2 ? 'Windows10' : 'Windows 10')),
    'a tablet that names itself a Mac': [graph(0, 'Ios 17.4'), graph(5, 'MacOs')],
    'a phone and a desk have sessions of their own': [login(0, 'Windows10', 'a'), login(5, 'Ios', 'b')],
    'no system is given': [login(0, 'Windows10'), login(5, '')],
    'no session is given': [loginRecord(), graphSignInRecord({}, { deviceDetail: { operatingSystem: 'Linux' } })],
    'an attempt that failed': [
      graph(0, 'Windows 11'),
      graphSignInRecord({ at: 2, error: 50126 }, { sessionId: session, deviceDetail: { operatingSystem: 'Linux' } }),
    ],
  },
});
