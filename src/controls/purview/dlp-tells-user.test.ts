import { testControl } from '../../../test/control.ts';
import { all, card, content, dlp, group, policy, rule, sensitive } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { dlpTellsUser } from './dlp-tells-user.ts';

const scuba = (outcome: 'pass' | 'fail') => ({
  policies: { 'MS.SECURITYSUITE.3.4v1': outcome, 'MS.DEFENDER.4.4v1': outcome },
});

testControl(dlpTellsUser, {
  pass: {
    'the rule on PHI tells the last modifier': [tenant(dlp()), { resources: ['PHI to outsiders'], ...scuba('fail') }],
    'one name in place of a list': tenant(dlp({}, { notifyUser: 'Owner' })),
    'a rule on other content may stay silent': tenant({
      dlpPolicies: [policy()],
      dlpRules: [rule(), rule({ name: 'Cards', advancedRule: all(content(group(card))), notifyUser: [] })],
    }),
    'a rule on identifiers counts where none finds PHI; SCuBA judges its own three types': [
      tenant(dlp({}, { advancedRule: sensitive })),
      scuba('pass'),
    ],
    'rules whose conditions were not collected tell people too': tenant({
      dlpPolicies: [policy()],
      dlpRules: [rule(), rule({ name: 'Unread', advancedRule: undefined })],
    }),
  },
  fail: {
    'nobody is told': [tenant(dlp({}, { notifyUser: [] })), { resources: ['PHI to outsiders'] }],
    'a rule on identifiers tells nobody; SCuBA says the same of its three types': [
      tenant(dlp({}, { advancedRule: sensitive, notifyUser: [] })),
      scuba('fail'),
    ],
    'an empty name is nobody': tenant(dlp({}, { notifyUser: [''] })),
    'names only the silent one of two rules': [
      tenant({ dlpPolicies: [policy()], dlpRules: [rule(), rule({ name: 'Silent', notifyUser: null })] }),
      { resources: ['Silent'], why: /1 of 2/ },
    ],
  },
  'not-applicable': {
    'no rule in force is on PHI or identifiers': tenant(
      dlp({}, { advancedRule: all(content(group(card))), notifyUser: [] }),
    ),
    'the rule on PHI is in test mode': tenant(dlp({ mode: 'TestWithNotifications' }, { notifyUser: [] })),
  },
  'not-licensed': {
    'the source says that DLP is not licensed': tenant({
      dlpPolicies: [],
      dlpRules: [],
      dlpLicense: { licensed: false },
    }),
  },
  unknown: { 'rule conditions were not collected': tenant(dlp({}, { advancedRule: undefined })) },
});
