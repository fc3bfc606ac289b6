import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { anyoneLinksViewOnly } from './anyone-links-view-only.ts';

const policy = 'MS.SHAREPOINT.3.2v1';
const spo = (SharingCapability: number, FileAnonymousLinkType: unknown, FolderAnonymousLinkType: unknown) =>
  tenant({ sharepointTenant: { SharingCapability, FileAnonymousLinkType, FolderAnonymousLinkType } });

testControl(anyoneLinksViewOnly, {
  pass: { 'both view': [spo(2, 1, 1), { policies: { [policy]: 'pass' } }], 'by name': spo(2, 'View', 'View') },
  fail: {
    'folders allow edit': [
      spo(2, 1, 2),
      { resources: ['Anyone links to folders'], policies: { [policy]: 'fail' }, why: /folders/ },
    ],
    'files allow edit': [spo(2, 2, 1), { resources: ['Anyone links to files'] }],
    'both allow edit': [spo(2, 2, 2), { resources: ['Anyone links to files', 'Anyone links to folders'] }],
    'not set is not view': spo(2, 0, 1),
  },
  'not-applicable': {
    'no Anyone links': [spo(1, 2, 2), { policies: { [policy]: 'not-applicable' } }],
    'no sharing': spo(0, 1, 2),
    'by Graph alone': tenant({ sharepointSettings: { sharingCapability: 'disabled' } }),
  },
  unknown: {
    'one of the two is missing': tenant({ sharepointTenant: { SharingCapability: 2, FileAnonymousLinkType: 1 } }),
    'null is no answer': spo(2, 1, null),
    'a tenant record that lacks its fields': tenant({ sharepointTenant: { SharingCapability: 3 } }),
  },
});
