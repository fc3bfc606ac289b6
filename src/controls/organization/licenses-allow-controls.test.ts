import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { type License, licenses } from '../../core/license.ts';
import { licensesAllowControls } from './licenses-allow-controls.ts';

const plansFor = (keys: readonly License[]) =>
  keys.flatMap((key) =>
    licenses[key].plans.map((ServicePlanName) => ({ ServicePlanName, ProvisioningStatus: 'Success' })),
  );
const everything = plansFor(Object.keys(licenses) as License[]);
const sku = (more: object) => ({
  skuPartNumber: 'SPB',
  skuId: '00000000-0000-4000-8000-0000000000d1',
  consumedUnits: 15,
  capabilityStatus: 'Enabled',
  prepaidUnits: { enabled: 15 },
  ...more,
});
const withSku = (more: object) => tenant({ servicePlans: everything, subscribedSkus: [sku(more)] });

testControl(licensesAllowControls, {
  pass: {
    'every plan is there, and no subscription is needed': tenant({ servicePlans: everything, subscribedSkus: [] }),
    'a seat for each assignment': withSku({}),
    'a stopped subscription that nobody uses': withSku({ consumedUnits: 0, capabilityStatus: 'Suspended' }),
    'the state of a subscription was not collected': withSku({ capabilityStatus: undefined }),
  },
  fail: {
    'a subscription in use has stopped': [
      withSku({ capabilityStatus: 'Suspended' }),
      { resources: ['SPB'], why: /stopped/ },
    ],
    'locked out': withSku({ capabilityStatus: 'LockedOut' }),
  },
  partial: {
    'it ends soon': [withSku({ capabilityStatus: 'Warning' }), { resources: ['SPB'] }],
    'S0-35: more assigned than bought': [withSku({ consumedUnits: 16 }), { why: /too few seats/ }],
  },
  'not-licensed': {
    'I-3: nothing but mail': [
      tenant({ servicePlans: [{ ServicePlanName: 'EXCHANGE_S_STANDARD', ProvisioningStatus: 'Success' }] }),
      { why: /Microsoft Entra ID P1/, wouldPassIf: /alternative/ },
    ],
    'a plan that is switched off is not held': tenant({
      servicePlans: everything.map((plan) => ({ ...plan, ProvisioningStatus: 'Disabled' })),
    }),
  },
  unknown: {
    'every plan is there, and subscriptions were not read': tenant({ servicePlans: everything }),
  },
});
