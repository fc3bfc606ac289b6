import { policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { signInSessionsLimited } from './sign-in-sessions-limited.ts';

const never = { isEnabled: true, mode: 'never' };
const every = (type: string, value: number) => ({ isEnabled: true, type, value, frequencyInterval: 'timeBased' });
const eight = [
  '62e90394-69f5-4237-9190-012177145e10',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
];
const adminsEvery = (session: unknown) =>
  policy('Admins', { users: { includeUsers: [], includeRoles: eight }, session: { signInFrequency: session } });
const everyone = policy('Everyone', { session: { persistentBrowser: never, signInFrequency: every('days', 1) } });
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });

testControl(signInSessionsLimited, {
  pass: {
    'S3-19: everyone daily, administrators after 4 hours': [
      only(everyone, adminsEvery(every('hours', 4))),
      { resources: ['Admins', 'Everyone', 'Everyone'] },
    ],
    'administrators each time': only(everyone, adminsEvery({ isEnabled: true, frequencyInterval: 'everyTime' })),
    'everyone after 4 hours, administrators with them': only(
      policy('Everyone', { session: { persistentBrowser: never, signInFrequency: every('hours', 4) } }),
    ),
    'browser and frequency in two policies': only(
      policy('Browser', { conditions: { clientAppTypes: ['browser'] }, session: { persistentBrowser: never } }),
      policy('Again', { session: { signInFrequency: every('hours', 2) } }),
    ),
  },
  partial: {
    'a time without its unit is no time': only(
      everyone,
      adminsEvery({ isEnabled: true, value: 4, frequencyInterval: 'timeBased' }),
    ),
    'administrators after 5 hours': [
      only(everyone, adminsEvery(every('hours', 5))),
      { why: /asks again after 5 hours/, resources: ['Admins', 'Everyone'] },
    ],
    'days are counted as hours': [only(everyone), { why: /asks again after 24 hours/ }],
    'a stricter baseline': tenant(
      { conditionalAccessPolicies: [everyone, adminsEvery(every('hours', 4))] },
      { parameters: { adminHours: 1 } },
    ),
    'on devices behind a filter only': only(
      policy('Unmanaged', {
        conditions: { devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } },
        session: { persistentBrowser: never },
      }),
      policy('Again', { session: { signInFrequency: every('hours', 4) } }),
    ),
  },
  fail: {
    'no policy': only(),
    'persistent browser always': only(
      policy('Everyone', {
        session: { persistentBrowser: { isEnabled: true, mode: 'always' }, signInFrequency: every('hours', 1) },
      }),
    ),
    'switched off inside the policy': only(
      policy('Everyone', {
        session: {
          persistentBrowser: { ...never, isEnabled: false },
          signInFrequency: { ...every('days', 1), isEnabled: false },
        },
      }),
    ),
    'report-only': only(
      policy('Everyone', {
        state: 'enabledForReportingButNotEnforced',
        session: { persistentBrowser: never, signInFrequency: every('hours', 4) },
      }),
    ),
  },
});
