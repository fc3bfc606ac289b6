import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { customerLockboxOn } from './customer-lockbox-on.ts';

const clinic = (customerLockboxEnabled: boolean | null, ...plans: string[]) =>
  tenant({
    organizationConfig: { customerLockboxEnabled },
    ...(plans.length > 0 && {
      servicePlans: plans.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' })),
    }),
  });

testControl(customerLockboxOn, {
  pass: { on: clinic(true), 'on and licensed': clinic(true, 'LOCKBOX_ENTERPRISE') },
  fail: { off: [clinic(false), { resources: ['Exchange organization settings'] }] },
  unknown: { 'the source leaves it empty': clinic(null) },
  'not-licensed': { 'I-3: no plan carries it, so off is no fail': clinic(false, 'EXCHANGE_S_STANDARD') },
});
