import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { sensitiveAccountsStrictDefender } from './sensitive-accounts-strict-defender.ts';

const strict = (more: object = {}) => ({
  identity: 'Strict Preset Security Policy',
  state: 'Enabled',
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
  ...more,
});
const ruth = 'ruth@clinic.example.com';
const sensitive = { organization: { sensitiveAccounts: [ruth] } };
const policy = (outcome: 'pass' | 'fail') => ({ 'MS.DEFENDER.1.5v1': outcome });

testControl(sensitiveAccountsStrictDefender, {
  pass: {
    'Strict names the declared account': [
      tenant({ presetDefenderRules: [strict({ sentTo: [ruth] })] }, sensitive),
      { policies: policy('pass') },
    ],
    'an object id is resolved by the list of users': tenant(
      {
        presetDefenderRules: [strict({ sentTo: [ruth] })],
        users: [{ id: '11111111-2222-4333-8444-555555555555', userPrincipalName: 'Ruth@clinic.example.com' }],
      },
      { organization: { sensitiveAccounts: ['11111111-2222-4333-8444-555555555555'] } },
    ),
  },
  fail: {
    'Strict names somebody else': [
      tenant({ presetDefenderRules: [strict({ sentTo: ['omar@clinic.example.com'] })] }, sensitive),
      { policies: policy('fail'), resources: [ruth] },
    ],
    'nobody is declared': [
      tenant({
        presetDefenderRules: [strict({ recipientDomainIs: ['lab.example.com'] })],
        acceptedDomains: [{ domainName: 'lab.example.com' }, { domainName: 'clinic.example.com' }],
      }),
      { policies: policy('fail') },
    ],
  },
  'not-licensed': {
    'the source says that the commands do not exist': tenant(
      { presetDefenderRules: [], defenderLicense: { available: false } },
      sensitive,
    ),
  },
});
