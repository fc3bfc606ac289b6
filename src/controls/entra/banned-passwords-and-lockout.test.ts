import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { bannedPasswordsAndLockout } from './banned-passwords-and-lockout.ts';

const good = {
  EnableBannedPasswordCheck: 'True',
  BannedPasswordList: 'larkmeadow\tclinic',
  EnableBannedPasswordCheckOnPremises: 'True',
  BannedPasswordCheckOnPremisesMode: 'Enforce',
  LockoutThreshold: '10',
  LockoutDurationInSeconds: '60',
};
const rules = (values: Record<string, string>) => ({
  groupSettings: [
    { id: 's1', displayName: 'Group.Unified', templateId: '62375ab9-6b52-47ed-826b-58e47e0e304b', values: [] },
    {
      id: 's2',
      displayName: 'Password Rule Settings',
      templateId: '5cf42378-d67d-4f36-ba46-e8b86229381d',
      values: Object.entries(values).map(([name, value]) => ({ name, value })),
    },
  ],
});

testControl(bannedPasswordsAndLockout, {
  pass: {
    'all four at their limits': tenant(rules(good)),
    'cloud only: the mode of the local check does not matter': tenant(
      rules({ ...good, EnableBannedPasswordCheckOnPremises: 'False', BannedPasswordCheckOnPremisesMode: 'Audit' }),
    ),
    'lockout values that are not set are 10 and 60': tenant(
      rules({
        EnableBannedPasswordCheck: 'true',
        BannedPasswordList: 'larkmeadow',
        EnableBannedPasswordCheckOnPremises: 'False',
      }),
    ),
  },
  fail: {
    "never set: Microsoft's defaults have no list": [
      tenant({ groupSettings: [{ id: 's1', displayName: 'Group.Unified', values: [] }] }),
      { resources: ['Password Rule Settings'] },
    ],
    'list off': [
      tenant(rules({ ...good, EnableBannedPasswordCheck: 'False' })),
      { resources: ['Custom banned password list'] },
    ],
    'list on but empty': [
      tenant(rules({ ...good, BannedPasswordList: '' })),
      { resources: ['Custom banned password list'] },
    ],
    'only audited on the local Active Directory': [
      tenant(rules({ ...good, BannedPasswordCheckOnPremisesMode: 'Audit' })),
      { resources: ['Mode on the local Active Directory'] },
    ],
    'eleven tries and 59 seconds': [
      tenant(rules({ ...good, LockoutThreshold: '11', LockoutDurationInSeconds: '59' })),
      { resources: ['Lockout duration', 'Lockout threshold'], why: /^2 of 4/ },
    ],
  },
  'not-licensed': {
    'no P1, so no custom list': tenant({ ...rules(good), servicePlans: [{ servicePlanName: 'EXCHANGE_S_STANDARD' }] }),
  },
  unknown: {
    'the words are not in the document': tenant(
      rules({ EnableBannedPasswordCheck: 'True', EnableBannedPasswordCheckOnPremises: 'False' }),
    ),
    'a threshold that is no number': [
      tenant(rules({ ...good, LockoutThreshold: 'many' })),
      { resources: ['Lockout threshold'], why: /lockout threshold/ },
    ],
    'no values in the document': tenant({ groupSettings: [{ id: 's2', displayName: 'Password Rule Settings' }] }),
  },
});
