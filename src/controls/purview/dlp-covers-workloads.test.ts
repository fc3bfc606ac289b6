import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyChanges } from '../../core/change.ts';
import { testControl, verdictOn } from '../../../test/control.ts';
import { all, content, dlp, group, icd, plans, policy, rule, sensitive, ssn } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { contextFor, settingsFor } from '../../engine/judge.ts';
import { dlpCoversWorkloads } from './dlp-covers-workloads.ts';

const scuba = (outcome: 'pass' | 'fail' | 'unknown') => ({
  policies: { 'MS.SECURITYSUITE.3.2v1': outcome, 'MS.DEFENDER.4.2v1': outcome },
});
const five = ['Exchange', 'SharePoint', 'OneDrive', 'Teams', 'Endpoints'];
const excluding = (more: object) => ({
  organization: { exclusions: { 'purview.dlp-covers-workloads': { ...more, reason: 'Research archive' } } },
});
const archive = 'https://example.sharepoint.com/sites/archive';
const businessPremium = plans('BPOS_S_DlpAddOn', 'EXCHANGE_S_STANDARD');

testControl(dlpCoversWorkloads, {
  pass: {
    'S3-31: one enforced policy with a rule on PHI reaches all five workloads': [
      tenant(dlp()),
      { resources: five, why: /^5 of 5/, ...scuba('fail') },
    ],
    'two policies share the workloads': tenant({
      dlpPolicies: [
        policy({ teamsLocation: [], endpointDlpLocation: [] }),
        policy({ name: 'Rest', exchangeLocation: [], sharePointLocation: [], oneDriveLocation: [] }),
      ],
      dlpRules: [rule(), rule({ name: 'Rest rule', parentPolicyName: 'Rest' })],
    }),
    'locations as objects with a name': tenant(dlp({ exchangeLocation: [{ DisplayName: 'All', Name: 'All' }] })),
    'an excepted site is declared': tenant(
      dlp({ sharePointLocationException: [archive] }),
      excluding({ sites: [archive] }),
    ),
    'an excepted group, written as JSON, is declared by its id': tenant(
      dlp({
        teamsLocationException: [
          '{"DisplayName":"Research","ExternalDirectoryObjectId":"0c7d1c0a-3a4b-4a0e-9a8e-7f6b5c4d3e21"}',
        ],
      }),
      excluding({ groups: ['0c7d1c0a-3a4b-4a0e-9a8e-7f6b5c4d3e21'] }),
    ),
    'SharePoint is limited to all sites that hold PHI': tenant(dlp({ sharePointLocation: [{ Name: archive }] }), {
      organization: { phi: { sites: [archive], mailboxes: [], groups: [], labels: [] } },
    }),
    'E5 service plans are there': tenant({
      ...dlp(),
      ...plans('MIP_S_CLP2', 'COMMUNICATIONS_DLP', 'MICROSOFTENDPOINTDLP'),
    }),
  },
  partial: {
    'an exception in SharePoint that nobody declared': [
      tenant(dlp({ sharePointLocationException: [archive] })),
      { why: /4 of 5.*Covered in part: SharePoint\./, wouldPassIf: /sites\/archive/ },
    ],
    'mail of one group only': tenant(dlp({ exchangeSenderMemberOf: ['nurses@example.com'] })),
    'an administrative unit only': tenant(dlp({ policyRBACScopes: ['North'] })),
    'OneDrive of adaptive scopes, no All': tenant(dlp({ oneDriveLocation: [], oneDriveAdaptiveScopes: ['Staff'] })),
    'the policy failed to distribute': tenant(dlp({ distributionStatus: 'Error' })),
    'the rule finds PHI only from ten instances on': tenant(
      dlp({}, { advancedRule: all(content(group({ ...ssn, Mincount: 10 }), group(icd))) }),
    ),
  },
  fail: {
    'S3-31: the missing cell is flagged': [
      tenant(dlp({ endpointDlpLocation: [] })),
      { resources: five, why: /4 of 5.*Not covered: Endpoints\./ },
    ],
    'SCuBA passes on SSN, ITIN and card, but nothing finds PHI': [
      tenant(dlp({}, { advancedRule: sensitive })),
      { ...scuba('pass'), why: /^0 of 5/ },
    ],
    'SCuBA: endpoints are missing': [
      tenant(dlp({ endpointDlpLocation: [''] }, { advancedRule: sensitive })),
      scuba('fail'),
    ],
    'SCuBA: a policy named for selected users only': [
      tenant(dlp({ teamsLocation: ['elena@example.com'] }, { advancedRule: sensitive })),
      scuba('fail'),
    ],
    'S3-31: test mode covers nothing; its days are shown': [
      tenant(dlp({ mode: 'TestWithoutNotifications' })),
      { wouldPassIf: /Keep PHI inside is enforced/, ...scuba('fail') },
    ],
    'the policy is off': tenant(dlp({ mode: 'Disable', enabled: false })),
    'no policy': [tenant({ dlpPolicies: [], dlpRules: [] }), { resources: five }],
    'a policy that is not for Teams, in a source without the field': tenant(
      dlp({ workload: 'Exchange, SharePoint, OneDriveForBusiness, EndpointDevices', teamsLocation: undefined }),
    ),
  },
  'not-licensed': {
    'S3-31: Teams and endpoints need a license that is not there': [
      tenant({ ...dlp({ teamsLocation: [], endpointDlpLocation: [] }), ...businessPremium }),
      { why: /3 of 5.*Not licensed.*: Teams, Endpoints\./, resources: five },
    ],
    'the source says that DLP is not licensed': tenant({
      dlpPolicies: [],
      dlpRules: [],
      dlpLicense: { licensed: false },
    }),
  },
  unknown: {
    'rule conditions were not collected': tenant(dlp({}, { advancedRule: undefined })),
    'locations of one workload were not collected': [
      tenant(dlp({ teamsLocation: undefined })),
      { why: /4 of 5.*Can't tell.*: Teams\./ },
    ],
    'SCuBA: the location that decides was not collected': [
      tenant(dlp({ teamsLocation: undefined }, { advancedRule: undefined })),
      scuba('unknown'),
    ],
  },
});

describe('purview.dlp-covers-workloads, without the license for Teams and endpoints', () => {
  const given = tenant({ dlpPolicies: [], dlpRules: [], ...businessPremium });
  const judging = { organization: given.organization, parameters: {}, at: given.snapshot.takenAt };
  const changesOn = (snapshot: typeof given.snapshot) =>
    dlpCoversWorkloads.changes!(
      settingsFor(dlpCoversWorkloads, snapshot),
      contextFor(dlpCoversWorkloads, snapshot, judging),
    );
  it('covers what the license allows and leaves the rest not licensed', () => {
    const after = applyChanges(given.snapshot, changesOn(given.snapshot));
    assert.equal(verdictOn(dlpCoversWorkloads, { ...given, snapshot: after }).outcome, 'not-licensed');
    assert.deepEqual(changesOn(after), []);
  });
  it('starts a new policy in test mode', () => {
    const [created] = changesOn(given.snapshot);
    assert.match(created!.call, /-Mode TestWithNotifications/);
    assert.doesNotMatch(created!.call, /Teams|Endpoint/);
    assert.equal(created!.stages?.length, 2);
  });
});
