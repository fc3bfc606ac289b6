import { testControl } from '../../../test/control.ts';
import { all, content, dlp, group, icd, policy, rule, sensitive, ssn } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { dlpBlocksPhi } from './dlp-blocks-phi.ts';

const scuba = (outcome: 'pass' | 'fail' | 'unknown') => ({
  policies: {
    'MS.SECURITYSUITE.3.3v1': outcome,
    'MS.DEFENDER.4.3v1': outcome,
    'MS.DEFENDER.4.5v1': 'unknown' as const,
    'MS.DEFENDER.4.6v1': 'unknown' as const,
  },
});
const counts = (from: number, upTo: number) =>
  all(content(group({ ...ssn, Mincount: from, Maxcount: upTo }), group({ ...icd, Maxcount: upTo })));
const onDevices = (CloudEgress: string, RemovableMedia: string) => ({
  endpointDlpRestrictions: [
    { setting: 'CloudEgress', value: CloudEgress },
    { Setting: 'RemovableMedia', Value: RemovableMedia },
  ],
});
const noDevices = { endpointDlpLocation: [] };
const sharedRule = { endpointDlpRestrictions: [] };

testControl(dlpBlocksPhi, {
  pass: {
    'people outside are blocked (HIPAA minimum); SCuBA finds no rule on its three types': [
      tenant(dlp()),
      { resources: ['PHI to outsiders'], ...scuba('fail') },
    ],
    'everybody is blocked': tenant(dlp({}, { blockAccessScope: 'All' })),
    'no policy reaches devices, so what rules do there does not matter': tenant(dlp(noDevices, sharedRule)),
    'a second rule that only notifies takes nothing away': tenant({
      dlpPolicies: [policy()],
      dlpRules: [rule(), rule({ name: 'Tell the officer', blockAccess: false, blockAccessScope: null })],
    }),
  },
  partial: {
    'ten and more are blocked, fewer pass': [
      tenant({
        dlpPolicies: [policy(noDevices)],
        dlpRules: [
          rule({ name: 'Few', blockAccess: false, blockAccessScope: null, advancedRule: counts(1, 9) }),
          rule({ name: 'Many', advancedRule: counts(10, -1) }),
        ],
      }),
      { resources: ['Few'] },
    ],
    'only anonymous links are stopped': [
      tenant(dlp(noDevices, { blockAccessScope: 'PerAnonymousUser' })),
      { resources: ['PHI to outsiders'] },
    ],
    'mail is encrypted instead of blocked': tenant(
      dlp(
        { ...noDevices, sharePointLocation: [], oneDriveLocation: [], teamsLocation: [] },
        { blockAccess: false, blockAccessScope: null, encryptRMSTemplate: 'Encrypt' },
      ),
    ),
    'devices only warn': [tenant(dlp({}, onDevices('Warn', 'Warn'))), { why: /Endpoints/ }],
    'devices only audit': tenant(dlp({}, onDevices('Audit', 'Audit'))),
    'one of the two ways off a device is open': tenant(dlp({}, onDevices('Block', 'Audit'))),
    'a baseline asks for everybody to be blocked': tenant(dlp(noDevices), { parameters: { scopes: ['All'] } }),
  },
  fail: {
    'the rule only notifies': [
      tenant(dlp(noDevices, { blockAccess: false, blockAccessScope: null })),
      { resources: ['PHI to outsiders'], wouldPassIf: /block people outside/ },
    ],
    'the rule blocks but its policy is in test mode': [
      tenant(dlp({ mode: 'TestWithNotifications' })),
      { resources: ['DLP rules'], ...scuba('fail') },
    ],
    'SCuBA passes on a block of SSN, ITIN and card; no rule finds PHI': [
      tenant(dlp({}, { advancedRule: sensitive, blockAccessScope: 'All' })),
      scuba('pass'),
    ],
    'SCuBA: a block of outsiders alone is not enough': [
      tenant(dlp({}, { advancedRule: sensitive, blockAccessScope: 'PerUser' })),
      scuba('fail'),
    ],
    'SCuBA: one of two rules on its types does not block': [
      tenant({
        dlpPolicies: [policy()],
        dlpRules: [
          rule({ advancedRule: sensitive, blockAccessScope: 'All' }),
          rule({ name: 'Second', advancedRule: sensitive, blockAccess: false, blockAccessScope: null }),
        ],
      }),
      scuba('fail'),
    ],
    'SCuBA: the scope was not collected': [
      tenant(dlp({}, { advancedRule: sensitive, blockAccessScope: undefined })),
      scuba('unknown'),
    ],
    'no policy': tenant({ dlpPolicies: [], dlpRules: [] }),
  },
  'not-licensed': {
    'the source says that DLP is not licensed': tenant({
      dlpPolicies: [],
      dlpRules: [],
      dlpLicense: { licensed: false },
    }),
  },
  unknown: {
    'the block scope was not collected': tenant(dlp(noDevices, { blockAccessScope: undefined })),
    'rule conditions were not collected': tenant(dlp({}, { advancedRule: undefined })),
  },
});
