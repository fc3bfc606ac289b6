import { protectionWriters } from '../../cmdlet.ts';
import { defineNoun } from '../../noun.ts';
import { oneOf, withoutRemovingDefaults } from '../wrapped.ts';

/** Filters that have no rule, or none that Wardline reads: by address, and of what goes out. */
export const mailFilters = [
  ...withoutRemovingDefaults(
    defineNoun({
      noun: 'HostedConnectionFilterPolicy',
      host: 'exchange',
      state: 'connectionFilters',
      verbs: ['Get', 'Set', 'New', 'Remove'],
      writers: protectionWriters,
      properties: { EnableSafeList: 'flag', IPAllowList: 'texts', IPBlockList: 'texts' },
      defaults: () => ({ EnableSafeList: false, IPAllowList: [], IPBlockList: [] }),
    }),
    'connectionFilters',
  ),
  ...withoutRemovingDefaults(
    defineNoun({
      noun: 'HostedOutboundSpamFilterPolicy',
      host: 'exchange',
      state: 'outboundSpamPolicies',
      verbs: ['Get', 'Set', 'New', 'Remove'],
      writers: protectionWriters,
      properties: {
        ActionWhenThresholdReached: 'text',
        AutoForwardingMode: 'text',
        BccSuspiciousOutboundMail: 'flag',
        NotifyOutboundSpam: 'flag',
        NotifyOutboundSpamRecipients: 'texts',
        RecipientLimitExternalPerHour: 'number',
        RecipientLimitInternalPerHour: 'number',
        RecipientLimitPerDay: 'number',
      },
      defaults: () => ({ IsDefault: false, AutoForwardingMode: 'Automatic' }),
      changed: (_, { after }) => oneOf(after['AutoForwardingMode'], ['Automatic', 'Off', 'On'], 'AutoForwardingMode'),
    }),
    'outboundSpamPolicies',
  ),
];
