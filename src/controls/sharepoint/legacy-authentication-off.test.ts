import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { legacyAuthenticationOff } from './legacy-authentication-off.ts';

const spo = (LegacyAuthProtocolsEnabled: unknown, EnableAzureADB2BIntegration: unknown, SharingCapability = 1) =>
  tenant({ sharepointTenant: { LegacyAuthProtocolsEnabled, EnableAzureADB2BIntegration, SharingCapability } });
const [old, guests] = ['Apps without modern sign-in', 'Entra B2B for outside recipients'];

testControl(legacyAuthenticationOff, {
  pass: {
    'S3-30: old apps blocked, B2B on': [spo(false, true), { resources: [old, guests] }],
    'without sharing B2B does not matter': spo(false, false, 0),
    'Graph alone, without sharing': tenant({
      sharepointSettings: { isLegacyAuthProtocolsEnabled: false, sharingCapability: 'disabled' },
    }),
  },
  fail: {
    'S3-17: old apps get in': [spo(true, true), { resources: [old] }],
    'both are wrong, the partial part stays visible': [spo(true, false), { resources: [old, guests] }],
    'Graph says that old apps get in; B2B stays unknown and no change is offered': tenant({
      sharepointSettings: { isLegacyAuthProtocolsEnabled: true },
    }),
  },
  partial: { 'only B2B is off': [spo(false, false), { resources: [guests] }] },
  unknown: {
    'B2B was not read': tenant({ sharepointSettings: { isLegacyAuthProtocolsEnabled: false } }),
    'null is no answer': spo(null, true),
  },
});
