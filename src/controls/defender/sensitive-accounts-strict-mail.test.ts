import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { sensitiveAccountsStrictMail } from './sensitive-accounts-strict-mail.ts';

const strict = (more: object = {}) => ({
  identity: 'Strict Preset Security Policy',
  state: 'Enabled',
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
  conditions: Object.keys(more).length > 0 ? ['a condition'] : null,
  exceptions: null,
  ...more,
});
const [ruth, omar] = ['ruth@clinic.example.com', 'omar@clinic.example.com'];
const acceptedDomains = [{ domainName: 'lab.example.com' }, { domainName: 'clinic.example.com' }];
const declared = (...sensitiveAccounts: string[]) => ({ organization: { sensitiveAccounts } });
const config = (exclusions: object) => ({ declared: { 'MS.DEFENDER.1.4v1': exclusions } });
const policy = (outcome: 'pass' | 'fail' | 'unknown') => ({ 'MS.DEFENDER.1.4v1': outcome });

testControl(sensitiveAccountsStrictMail, {
  pass: {
    'Strict covers everybody: nothing need be declared': [
      tenant({ presetRules: [strict()] }),
      { policies: policy('pass'), resources: ['Strict preset security policy'] },
    ],
    'the source holds in one word that Strict has no condition and no exception': [
      tenant({
        presetRules: [
          { Identity: 'Strict Preset Security Policy', State: 'Enabled', Conditions: null, Exceptions: null },
        ],
      }),
      { policies: policy('pass') },
    ],
    'Strict names exactly the declared accounts': [
      tenant({ presetRules: [strict({ sentTo: ['Ruth@clinic.example.com', omar] })] }, declared(ruth, omar)),
      { policies: policy('pass') },
    ],
    "the accounts stand in ScubaGear's configuration; the emergency access account does not count": [
      tenant(
        { presetRules: [strict({ sentTo: [ruth] })] },
        { ...config({ users: [ruth] }), organization: { breakGlass: ['emergency@clinic.example.com'] } },
      ),
      { policies: policy('pass') },
    ],
    'Strict names one more than declared; ScubaGear wants the lists to be equal': [
      tenant({ presetRules: [strict({ sentTo: [ruth, omar] })] }, declared(ruth)),
      { policies: policy('fail'), why: /name nobody else/ },
    ],
    'covered by its domain, a subdomain included': [
      tenant({ presetRules: [strict({ recipientDomainIs: ['example.com'] })] }, declared(ruth)),
      { policies: policy('fail') },
    ],
    'the declared group is the one that Strict names': [
      tenant({ presetRules: [strict({ sentToMemberOf: ['Executives'] })] }, config({ groups: ['executives'] })),
      { policies: policy('pass') },
    ],
    "ScubaGear's configuration leaves out the one whom Strict leaves out": [
      tenant(
        { presetRules: [strict({ sentTo: [ruth], exceptIfSentTo: [omar] })] },
        config({ users: [ruth], mailboxes: [omar] }),
      ),
      { policies: policy('pass') },
    ],
    'Strict is for everybody but those whom the configuration leaves out': [
      tenant(
        { presetRules: [strict({ exceptIfSentTo: [omar], exceptIfRecipientDomainIs: ['lab.example.com'] })] },
        config({ mailboxes: [omar, 'lab.example.com'] }),
      ),
      { policies: policy('pass') },
    ],
    'Strict leaves out one whom the configuration does not; ScubaGear wants the lists to be equal': [
      tenant({ presetRules: [strict({ sentTo: [ruth], exceptIfSentTo: [omar] })] }, config({ users: [ruth] })),
      { policies: policy('fail') },
    ],
    'the configuration leaves out one whom Strict does not': [
      tenant({ presetRules: [strict({ sentTo: [ruth] })] }, config({ users: [ruth], mailboxes: [omar] })),
      { policies: policy('fail') },
    ],
    'everybody but one who is not sensitive': tenant(
      { presetRules: [strict({ exceptIfSentTo: [omar] })] },
      declared(ruth),
    ),
    'the organization says why one is left out': tenant(
      { presetRules: [strict({ sentTo: [ruth] })] },
      {
        organization: {
          sensitiveAccounts: [ruth, omar],
          exclusions: { 'defender.sensitive-accounts-strict-mail': { users: [omar], reason: 'Gets faxes as mail' } },
        },
      },
    ),
  },
  partial: {
    'one of two is missing': [
      tenant({ presetRules: [strict({ sentTo: [ruth] })] }, declared(ruth, omar)),
      { policies: policy('fail'), resources: [omar], why: /1 of 2/, wouldPassIf: /names omar/ },
    ],
  },
  fail: {
    'nobody is declared and Strict covers one domain': [
      tenant({ presetRules: [strict({ recipientDomainIs: ['lab.example.com'] })], acceptedDomains }),
      { policies: policy('fail'), wouldPassIf: /declare sensitiveAccounts/ },
    ],
    'nobody is declared: says whom to declare': [
      tenant({ presetRules: [strict({ sentTo: [ruth, omar] })] }),
      { policies: policy('fail'), wouldPassIf: /declare ruth@clinic\.example\.com, omar@clinic\.example\.com/ },
    ],
    'the account is an exception': [
      tenant({ presetRules: [strict({ exceptIfSentTo: [ruth] })] }, declared(ruth)),
      { policies: policy('fail'), resources: [ruth] },
    ],
    'conditions must hold together: named, but in another domain': tenant(
      { presetRules: [strict({ sentTo: [ruth], recipientDomainIs: ['lab.example.com'] })] },
      declared(ruth),
    ),
    'Strict is off': [
      tenant({ presetRules: [strict({ state: 'Disabled', sentTo: [ruth] })] }, declared(ruth)),
      { policies: policy('fail'), why: /Strict preset is off/ },
    ],
    'there is no Strict preset': tenant({ presetRules: [] }, declared(ruth)),
    'the account lies in no domain that Strict names': [
      tenant({ presetRules: [strict({ recipientDomainIs: ['lab.example.com'] })] }, declared(ruth)),
      { resources: [ruth] },
    ],
  },
  unknown: {
    'nobody is declared, and the accepted domains that would tell whether one domain is everybody were not read': [
      tenant({ presetRules: [strict({ recipientDomainIs: ['lab.example.com'] })] }),
      { policies: policy('fail') },
    ],
    'the account may lie in the group that Strict names': [
      tenant({ presetRules: [strict({ sentToMemberOf: ['Executives'] })] }, declared(ruth)),
      { policies: policy('fail'), wouldPassIf: /as users/ },
    ],
    'an object id that nothing resolves': tenant(
      { presetRules: [strict({ sentTo: [ruth] })] },
      declared('11111111-2222-4333-8444-555555555555'),
    ),
  },
});
