import { protectionWriters } from '../../cmdlet.ts';
import { type Noun, defineNoun } from '../../noun.ts';
import { everybody } from '../../shape.ts';
import { policyOf } from '../wrapped.ts';

/** Whom a rule of a mail filter is for. */
export const recipients = {
  SentTo: 'texts',
  SentToMemberOf: 'texts',
  RecipientDomainIs: 'texts',
  ExceptIfSentTo: 'texts',
  ExceptIfSentToMemberOf: 'texts',
  ExceptIfRecipientDomainIs: 'texts',
} as const;

/** A preset without conditions is for everybody: assumption preset-rules. Enable- and Disable- switch both kinds. */
function presetRule(noun: string, rules: string, policies: Readonly<Record<string, string>>, more?: Partial<Noun>) {
  return defineNoun({
    noun,
    host: 'exchange',
    state: rules,
    verbs: ['Get', 'Set', 'New', 'Remove', 'Enable', 'Disable'],
    writers: protectionWriters,
    ...more,
    getOnly: { State: 'text' },
    properties: { ...recipients, Comments: 'text', Name: 'text', Priority: 'number' },
    newOnly: { ...Object.fromEntries(Object.keys(policies).map((name) => [name, 'text' as const])), Enabled: 'flag' },
    newRequired: ['Name', ...Object.keys(policies)],
    shape: everybody,
    defaults: ({ state }) => ({ State: 'Enabled', Priority: state.list(rules).length }),
    changed({ state }, { before, after, parameters }) {
      // The policies of a preset exist since the preset was first turned on in the portal.
      if (!before)
        for (const [name, collection] of Object.entries(policies)) policyOf(state.list(collection), after[name]);
      if (!before && parameters['Enabled'] === false) after['State'] = 'Disabled';
      delete after['Enabled'];
    },
    listed: (rule, { State }) => State === undefined || rule['State'] === State,
  });
}

/** Whom the Standard and Strict preset policies apply to, for Exchange Online Protection and for Defender. */
export const presetRules = [
  ...presetRule('EOPProtectionPolicyRule', 'presetRules', {
    HostedContentFilterPolicy: 'contentFilterPolicies',
    AntiPhishPolicy: 'antiPhishPolicies',
    MalwareFilterPolicy: 'malwareFilterPolicies',
  }),
  ...presetRule(
    'ATPProtectionPolicyRule',
    'presetDefenderRules',
    { SafeAttachmentPolicy: 'safeAttachmentPolicies', SafeLinksPolicy: 'safeLinksPolicies' },
    { license: 'defender-office-p1' },
  ),
];
