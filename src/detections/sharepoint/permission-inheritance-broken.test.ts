import { shareRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { permissionInheritanceBroken } from './permission-inheritance-broken.ts';

testDetection(permissionInheritanceBroken, {
  alerts: {
    'a library of a PHI site': {
      records: [shareRecord('SharingInheritanceBroken', {}, { ItemType: 'List', SourceFileName: undefined })],
      actor: 'nina@clinic.example.com',
      why: /gave a library of clinic\.sharepoint\.com\/sites\/patients/,
    },
    'a subsite': [shareRecord('PermissionLevelsInheritanceBroken', {}, { ItemType: 'Web', SourceFileName: undefined })],
  },
  silent: {
    'a file is shared': [shareRecord('SharingInheritanceBroken', {})],
    'a folder is shared': [shareRecord('SharingInheritanceBroken', {}, { ItemType: 'Folder' })],
    'another site': [
      shareRecord(
        'SharingInheritanceBroken',
        { site: 'https://clinic.sharepoint.com/sites/intranet' },
        { ItemType: 'List' },
      ),
    ],
    'SharePoint itself': [shareRecord('SharingInheritanceBroken', { user: 'app@sharepoint' }, { ItemType: 'List' })],
    'it inherits again': [shareRecord('SharingInheritanceReset', {}, { ItemType: 'List' })],
  },
});
