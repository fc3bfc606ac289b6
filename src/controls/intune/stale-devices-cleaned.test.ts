import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { staleDevicesCleaned } from './stale-devices-cleaned.ts';

// Cases are dated 2026-11-20T06:12:41Z; 90 days before is 2026-08-22T06:12:41Z.
const device = (deviceName: string, lastSyncDateTime?: string) => ({
  id: `id-${deviceName}`,
  deviceName,
  lastSyncDateTime,
});
const fresh = device('FRONT-DESK-1', '2026-11-19T08:00:00Z');
const rule = (days: number | string | null) => ({
  managedDeviceCleanupSettings: { deviceInactivityBeforeRetirementInDays: days },
});

testControl(staleDevicesCleaned, {
  pass: {
    'all devices were in touch and the rule is on': [
      tenant({ managedDevices: [fresh], ...rule('90') }),
      { resources: ['Device clean-up rule'] },
    ],
    'exactly 90 days': tenant({ managedDevices: [device('CART-2', '2026-08-22T06:12:41Z')], ...rule(30) }),
    'the newer rule for all platforms': tenant({
      managedDevices: [fresh],
      managedDeviceCleanupRules: [
        { id: '1', deviceCleanupRulePlatformType: 'all', deviceInactivityBeforeRetirementInDays: 60 },
      ],
    }),
    'no device at all': tenant({ managedDevices: [], ...rule(90) }),
  },
  fail: {
    'a device out of touch for 91 days': [
      tenant({ managedDevices: [fresh, device('CART-2', '2026-08-21T06:00:00Z')], ...rule(90) }),
      { resources: ['CART-2'], why: /1 of 2/ },
    ],
    'no rule': [tenant({ managedDevices: [fresh], ...rule(0) }), { resources: ['Device clean-up rule'] }],
    'the rule waits too long': tenant({ managedDevices: [fresh], ...rule(91) }),
    'a rule for one platform leaves the others': tenant({
      managedDevices: [fresh],
      managedDeviceCleanupRules: [
        { id: '1', deviceCleanupRulePlatformType: 'ios', deviceInactivityBeforeRetirementInDays: 60 },
      ],
    }),
    'a baseline of 30 days': [
      tenant(
        { managedDevices: [device('CART-2', '2026-10-15T00:00:00Z')], ...rule(30) },
        { parameters: { idleDays: 30 } },
      ),
      { resources: ['CART-2'] },
    ],
    both: [
      tenant({ managedDevices: [device('CART-2', '2026-01-05T00:00:00Z')], ...rule(null) }),
      { resources: ['CART-2', 'Device clean-up rule'] },
    ],
  },
  unknown: {
    'the rule was not read': tenant({ managedDevices: [fresh] }),
    'a device without its last contact': tenant({ managedDevices: [fresh, device('CART-2')], ...rule(90) }),
  },
});
