import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { departedOnedriveKept } from './departed-onedrive-kept.ts';

const spo = (OrphanedPersonalSitesRetentionPeriod: unknown) => ({
  sharepointTenant: { OrphanedPersonalSitesRetentionPeriod },
});
const graph = (deletedUserPersonalSiteRetentionPeriodInDays: number) => ({
  sharepointSettings: { deletedUserPersonalSiteRetentionPeriodInDays },
});
const none = { retentionPolicies: [], retentionRules: [] };
const guid = '00000000-0000-4000-8000-0000000000e1';
const keeping = (policy = {}, rule = {}) => ({
  retentionPolicies: [{ Name: 'Keep everything', Guid: guid, Enabled: true, OneDriveLocation: ['All'], ...policy }],
  retentionRules: [
    { Name: 'Six years', Policy: guid, RetentionDuration: '2190', RetentionComplianceAction: 'Keep', ...rule },
  ],
});

testControl(departedOnedriveKept, {
  pass: {
    '365 days': tenant(spo(365)),
    'Graph alone': tenant(graph(3650)),
    'a retention policy keeps it longer than the setting': [
      tenant({ ...spo(30), ...keeping() }),
      { resources: ['Keep everything'] },
    ],
    'a retention policy without end, places as objects': tenant(
      keeping({ OneDriveLocation: [{ Name: 'All' }] }, { RetentionDuration: 'Unlimited' }),
    ),
  },
  fail: {
    '90 days and no retention policy': [
      tenant({ ...spo(90), ...none }),
      { why: /90 days/, resources: ["Days that a leaver's OneDrive is kept"] },
    ],
    '364 days': tenant({ ...spo(364), ...none }),
    'Graph alone, cured through Graph': tenant({ ...graph(30), ...none }),
    'a policy that is switched off': tenant({ ...spo(90), ...keeping({ Enabled: false }) }),
    'a policy with an exception': tenant({
      ...spo(90),
      ...keeping({ OneDriveLocationException: ['https://larkmeadow-my.sharepoint.example.com/personal/j_hale'] }),
    }),
    'a rule for some content only': tenant({ ...spo(90), ...keeping({}, { ContentMatchQuery: 'invoice' }) }),
    'a rule that only deletes': tenant({ ...spo(90), ...keeping({}, { RetentionComplianceAction: 'Delete' }) }),
    'a rule that ends too soon': tenant({ ...spo(90), ...keeping({}, { RetentionDuration: '364' }) }),
  },
  unknown: {
    '90 days, and retention was not read': [tenant(spo(90)), { why: /retention was not read/ }],
    'null is no answer': tenant({ ...spo(null), ...none }),
  },
});
