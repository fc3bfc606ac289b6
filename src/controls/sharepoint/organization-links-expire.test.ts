import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { organizationLinksExpire } from './organization-links-expire.ts';

const spo = (CoreOrganizationSharingLinkMaxExpirationInDays: unknown, NotifyOwnersWhenItemsReshared: unknown) =>
  tenant({ sharepointTenant: { CoreOrganizationSharingLinkMaxExpirationInDays, NotifyOwnersWhenItemsReshared } });
const [ends, notice] = ['Links for the organization end', 'Owners hear of resharing'];

testControl(organizationLinksExpire, {
  pass: { 'both hold': [spo(90, true), { resources: [ends, notice] }] },
  partial: {
    'S0-44: links never end': [spo(0, true), { resources: [ends] }],
    'owners do not hear': [spo(90, false), { resources: [notice] }],
  },
  fail: { 'neither holds': [spo(0, false), { resources: [ends, notice] }] },
  unknown: { 'null is no answer': spo(null, true) },
});
