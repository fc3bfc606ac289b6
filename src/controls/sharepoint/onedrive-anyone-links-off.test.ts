import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { onedriveAnyoneLinksOff } from './onedrive-anyone-links-off.ts';

const spo = (SharingCapability: number | undefined, ODBSharingCapability: unknown) =>
  tenant({ sharepointTenant: { ...(SharingCapability !== undefined && { SharingCapability }), ODBSharingCapability } });
const policy = 'MS.SHAREPOINT.1.2v1';

testControl(onedriveAnyoneLinksOff, {
  pass: {
    'off in both': [spo(0, 0), { policies: { [policy]: 'pass' } }],
    'existing guests, SharePoint not read': [spo(undefined, 3), { policies: { [policy]: 'pass' } }],
    'stricter than SharePoint': spo(2, 3),
    'S0-47: off in OneDrive while SharePoint shares': spo(1, 'Disabled'),
  },
  fail: {
    'Anyone links': [spo(2, 2), { policies: { [policy]: 'fail' }, resources: ['OneDrive sharing level'] }],
    'looser than SharePoint, though SCuBA accepts the value': [
      spo(0, 3),
      { policies: { [policy]: 'pass' }, why: /looser than SharePoint/ },
    ],
    'looser than what Graph says of SharePoint': tenant({
      sharepointTenant: { ODBSharingCapability: 1 },
      sharepointSettings: { sharingCapability: 'existingExternalUserSharingOnly' },
    }),
  },
  partial: {
    'new guests, as wide as SharePoint': [spo(1, 1), { policies: { [policy]: 'fail' }, why: /invite new guests/ }],
  },
  unknown: {
    'null is no answer': spo(0, null),
    'Graph does not know OneDrive': tenant({ sharepointSettings: { sharingCapability: 'disabled' } }),
    'an unheard-of level': spo(0, 9),
  },
});
