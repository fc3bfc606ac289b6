import { type Device, type Habit, workdays } from './sign-in-history.ts';

const exchange = { appId: '00000002-0000-0ff1-ce00-000000000000', appDisplayName: 'Office 365 Exchange Online' };
const portal = { appId: '4765445b-32c6-49b0-83e6-1d93765276ca', appDisplayName: 'OfficeHome' };
const outlookMobile = { id: '27922004-5251-4030-b22d-91ecd9a37ea4', name: 'Outlook Mobile' };
const clinic = { ipAddress: '192.0.2.10', country: 'US' };
const mobile = { ipAddress: '198.51.100.23', country: 'US' };
const workweek = [1, 2, 3, 4, 5];

const at = (name: string) => `${name}@larkmeadow.example.com`;
const guest = 'victor_nash-it.example.com#EXT#@larkmeadow-example.onmicrosoft.com';

function pc(name: string): Device {
  return { name, operatingSystem: 'Windows 11', platform: 'windows', browser: 'Edge 142.0.0' };
}

/** Opens Microsoft 365 in the browser of a clinic computer. */
function desk(user: string, computer: string, time: string, weekdays: readonly number[] = workweek): Habit {
  const attempt = { ...portal, ...clinic, clientAppType: 'browser', satisfies: ['mfa'] } as const;
  return { user: at(user), weekdays, time, spread: 9, device: pc(computer), attempt };
}

/** Reads mail on the way to work, on a phone that the clinic knows nothing of. */
function phone(user: string, operatingSystem: string, platform: 'iOS' | 'android'): Habit {
  return {
    user: at(user),
    weekdays: [1],
    time: '07:10',
    device: { name: 'phone', operatingSystem, platform, own: true },
    attempt: {
      ...{ ...exchange, ...mobile, clientApp: outlookMobile, clientAppType: 'mobileAppsAndDesktopClients' },
      satisfies: ['mfa'],
    },
  };
}

const habits: readonly Habit[] = [
  desk('helen.aguirre', 'LARK-EXAM-1', '07:45'),
  desk('marcus.boyd', 'LARK-EXAM-2', '07:50'),
  desk('priya.castellanos', 'LARK-NURSE-1', '07:25'),
  desk('tom.delacroix', 'LARK-NURSE-1', '07:28'),
  desk('wanda.estes', 'LARK-NURSE-2', '07:31', [1, 3, 5]),
  desk('jolene.fuentes', 'LARK-NURSE-2', '12:30', [2, 4, 5]),
  desk('carla.grady', 'LARK-DESK-1', '06:45'),
  desk('ben.hollis', 'LARK-DESK-2', '06:48'),
  desk('rosa.ibarra', 'LARK-DESK-2', '13:00', [2, 4]),
  desk('ned.jansen', 'LARK-BILL-1', '08:15'),
  desk('alma.kirby', 'LARK-BILL-2', '08:20'),
  desk('simone.lacey', 'LARK-THERAPY', '10:05', [1, 3]),
  desk('ruth.medrano', 'LARK-OFFICE', '08:00'),
  phone('priya.castellanos', 'iOS 18.7', 'iOS'),
  phone('tom.delacroix', 'Android 16', 'android'),
  phone('wanda.estes', 'iOS 18.7', 'iOS'),
  {
    // An old mail program at the front desk: security defaults refuse it every morning.
    user: at('carla.grady'),
    weekdays: workweek,
    time: '06:55',
    attempt: { ...exchange, ...clinic, clientAppType: 'other', clientAppUsed: 'IMAP4', methods: ['Password'] },
  },
  {
    user: guest,
    weekdays: [2, 4],
    time: '22:58',
    device: { name: 'NASH-LAPTOP', operatingSystem: 'Windows 11', platform: 'windows', browser: 'Chrome 142.0.0' },
    attempt: {
      ...{ appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c', appDisplayName: 'Azure Portal' },
      ...{ ipAddress: '203.0.113.7', country: 'US', clientAppType: 'browser', satisfies: ['mfa'] },
      methods: ['Previously satisfied'],
    },
  },
  {
    // A command line on a machine without a browser.
    user: guest,
    weekdays: [3],
    time: '21:30',
    device: { name: 'NASH-LAPTOP', operatingSystem: 'Windows 11', platform: 'windows', own: true },
    attempt: {
      ...{ appId: '00000003-0000-0000-c000-000000000000', appDisplayName: 'Microsoft Graph' },
      clientApp: { id: '14d82eec-204b-4c2f-b7e8-296a70dab67e', name: 'Microsoft Graph Command Line Tools' },
      ...{ ipAddress: '203.0.113.7', country: 'US', clientAppType: 'mobileAppsAndDesktopClients' },
      ...{ flow: 'deviceCodeFlow', satisfies: ['mfa'], methods: ['Previously satisfied'] },
    },
  },
];

/**
 * How the people of the demo clinic sign in. Dale Oakes, who left, last did in August: his account is open, and no
 * sign-in of his is in the 30 days.
 */
export const clinicAtWork = workdays('America/Chicago', habits);
