import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { outboundSpamForwardingOff } from './outbound-spam-forwarding-off.ts';

const policy = (name: string, autoForwardingMode: string | null) => ({
  identity: name,
  name,
  isDefault: name === 'Default',
  autoForwardingMode,
});
const declaring = (...policies: string[]) => ({
  organization: { exclusions: { 'exchange.outbound-spam-forwarding-off': { policies, reason: 'Answering service' } } },
});

testControl(outboundSpamForwardingOff, {
  pass: {
    'the only policy has it off': [
      tenant({ outboundSpamPolicies: [policy('Default', 'Off')] }),
      { resources: ['Default'] },
    ],
    'Automatic blocks it too': tenant({ outboundSpamPolicies: [policy('Default', 'Automatic')] }),
    'a declared custom policy may have it on': tenant(
      { outboundSpamPolicies: [policy('Default', 'Off'), policy('Answering service', 'On')] },
      declaring('answering service'),
    ),
  },
  fail: {
    'the default policy has it on': [
      tenant({ outboundSpamPolicies: [policy('Default', 'On')] }),
      { resources: ['Default'], wouldPassIf: /is off in Default\.$/ },
    ],
    'the default policy cannot be declared': tenant(
      { outboundSpamPolicies: [policy('Default', 'On')] },
      declaring('Default'),
    ),
    'a custom policy that nobody declared': [
      tenant({
        outboundSpamPolicies: [policy('Default', 'Off'), policy('Billing', 'On'), policy('Other', 'Automatic')],
      }),
      { resources: ['Billing'], why: /1 of 3/, wouldPassIf: /declare the policy/ },
    ],
    'no mode is set': [tenant({ outboundSpamPolicies: [policy('Default', null)] }), { resources: ['Default'] }],
  },
  unknown: { 'the source lists no policy': tenant({ outboundSpamPolicies: [] }) },
});
