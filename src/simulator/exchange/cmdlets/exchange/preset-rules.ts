import { protectionWriters } from '../../cmdlet.ts';
import { defineNoun } from '../../noun.ts';

/** Whom the Standard and Strict preset policies apply to. They are switched by Enable- and Disable-. */
export const presetRules = defineNoun({
  noun: 'EOPProtectionPolicyRule',
  host: 'exchange',
  state: 'presetRules',
  verbs: ['Get', 'Set', 'Enable', 'Disable'],
  writers: protectionWriters,
  getOnly: { State: 'text' },
  properties: {
    SentTo: 'texts',
    SentToMemberOf: 'texts',
    RecipientDomainIs: 'texts',
    ExceptIfSentTo: 'texts',
    ExceptIfSentToMemberOf: 'texts',
    ExceptIfRecipientDomainIs: 'texts',
    Priority: 'number',
  },
  listed: (rule, { State }) => State === undefined || rule['State'] === State,
});
