import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { anyoneLinksOff } from './anyone-links-off.ts';

const spo = (SharingCapability: unknown) => tenant({ sharepointTenant: [{ SharingCapability }] });
const graph = (sharingCapability: string) => tenant({ sharepointSettings: { sharingCapability } });
const policy = 'MS.SHAREPOINT.1.1v1';

testControl(anyoneLinksOff, {
  pass: {
    'number 0: sharing is off': [spo(0), { policies: { [policy]: 'pass' } }],
    'number 3: existing guests': [spo(3), { policies: { [policy]: 'pass' } }],
    'number 1: new guests sign in, which HIPAA accepts and SCuBA does not': [
      spo(1),
      { policies: { [policy]: 'fail' } },
    ],
    'a name in place of a number': spo('ExistingExternalUserSharingOnly'),
    'Graph alone answers': [graph('disabled'), { policies: { [policy]: 'pass' } }],
    'Graph: externalUserSharingOnly is new and existing guests': [
      graph('externalUserSharingOnly'),
      { policies: { [policy]: 'fail' } },
    ],
    'SharePoint wins over Graph, which may lag': tenant({
      sharepointTenant: { SharingCapability: 3 },
      sharepointSettings: { sharingCapability: 'externalUserAndGuestSharing' },
    }),
  },
  fail: {
    'number 2: S0-40 Anyone links are on': [
      spo(2),
      {
        resources: ['SharePoint sharing level'],
        policies: { [policy]: 'fail' },
        wouldPassIf: /New and existing guests/,
      },
    ],
    'Graph: externalUserAndGuestSharing is Anyone': [graph('externalUserAndGuestSharing'), { why: /anyone/ }],
    'a stricter baseline refuses new guests': [
      tenant({ sharepointTenant: { SharingCapability: '1' } }, { parameters: { noNewGuests: true } }),
      { why: /new guests/ },
    ],
    'a stricter baseline: Anyone is cured to existing guests': tenant(
      { sharepointSettings: { sharingCapability: 'externalUserAndGuestSharing' } },
      { parameters: { noNewGuests: true } },
    ),
  },
  unknown: {
    'the field is absent in both sources': tenant({
      sharepointTenant: { ODBSharingCapability: 0 },
      sharepointSettings: { isLoopEnabled: true },
    }),
    'null is no answer': tenant({ sharepointTenant: { SharingCapability: null } }),
    'a level that nobody has heard of is no pass': spo(7),
  },
});
