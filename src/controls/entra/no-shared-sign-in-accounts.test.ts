import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { noSharedSignInAccounts } from './no-shared-sign-in-accounts.ts';

const user = (name: string, more: object = {}) => ({
  id: `id-${name}`,
  userPrincipalName: `${name}@clinic.example.com`,
  accountEnabled: true,
  userType: 'Member',
  ...more,
});
const at = (...names: string[]) => names.map((name) => `${name}@clinic.example.com`);
const declaring = (...users: string[]) => ({
  organization: { exclusions: { 'entra.no-shared-sign-in-accounts': { users, reason: 'Scan to mail until June' } } },
});

testControl(noSharedSignInAccounts, {
  pass: {
    'people, also with a word inside their name': tenant({
      users: ['ruth.adeyemi', 'nursen.kaya', 'labrosse', 'teamer.jo'].map((name) => user(name)),
    }),
    'sign-in is blocked': tenant({ users: [user('frontdesk', { accountEnabled: false })] }),
    'a guest of another organization': tenant({
      users: [user('reception_lab.example.net#EXT#', { userType: 'Guest' })],
    }),
    'declared by name': tenant({ users: [user('scanner')] }, declaring('Scanner@clinic.example.com')),
  },
  fail: {
    'S0-32: the usual ones': [
      tenant({ users: ['frontdesk', 'Reception', 'nurse1', 'scanner', 'ruth.adeyemi'].map((name) => user(name)) }),
      { resources: at('frontdesk', 'Reception', 'nurse1', 'scanner'), why: /4 of 5/, wouldPassIf: /you declare/ },
    ],
    'S0-32: written apart, with a place, with a number': [
      tenant({ users: ['front-desk', 'FrontDesk2', 'nurse_station-3', 'main.reception'].map((name) => user(name)) }),
      { resources: at('front-desk', 'FrontDesk2', 'nurse_station-3', 'main.reception') },
    ],
    'names only the undeclared one': [
      tenant({ users: [user('scanner'), user('fax')] }, declaring('id-scanner')),
      { resources: at('fax') },
    ],
    "a word of the organization's own": [
      tenant({ users: [user('infusion2')] }, { parameters: { words: ['infusion'] } }),
      { resources: at('infusion2') },
    ],
  },
});
