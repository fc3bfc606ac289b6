import type { Entity } from '../../../store.ts';
import { type ParameterKind, invalid, protectionWriters } from '../../cmdlet.ts';
import { type Noun, defineNoun } from '../../noun.ts';
import { everybody } from '../../shape.ts';
import { oneOf, policyOf, withoutRemovingDefaults } from '../wrapped.ts';
import { recipients } from './preset-rules.ts';

const included = ['SentTo', 'SentToMemberOf', 'RecipientDomainIs'];
const paid = { license: 'defender-office-p1' } as const;

interface Kind {
  /** `SafeLinks`: the policy is SafeLinksPolicy, the rule SafeLinksRule, and the rule names the policy so. */
  name: string;
  policies: string;
  rules: string;
  properties: Readonly<Record<string, ParameterKind>>;
  words?: Readonly<Record<string, readonly string[]>>;
  defaults: Entity;
  more?: Pick<Noun, 'license'>;
}

const spamActions = ['MoveToJmf', 'AddXHeader', 'ModifySubject', 'Redirect', 'Delete', 'Quarantine', 'NoAction'];
const phishActions = ['NoAction', 'MoveToJmf', 'Redirect', 'Quarantine', 'Delete', 'BccMessage'];

/** Policies with a rule that says for whom. */
const kinds: readonly Kind[] = [
  {
    name: 'MalwareFilter',
    policies: 'malwareFilterPolicies',
    rules: 'malwareFilterRules',
    properties: {
      EnableFileFilter: 'flag',
      FileTypeAction: 'text',
      FileTypes: 'texts',
      QuarantineTag: 'text',
      ZapEnabled: 'flag',
    },
    words: { FileTypeAction: ['Quarantine', 'Reject'] },
    defaults: { EnableFileFilter: true, FileTypes: [], ZapEnabled: true },
  },
  {
    name: 'SafeAttachment',
    policies: 'safeAttachmentPolicies',
    rules: 'safeAttachmentRules',
    properties: { Enable: 'flag', Action: 'text', QuarantineTag: 'text', Redirect: 'flag', RedirectAddress: 'text' },
    words: { Action: ['Allow', 'Block', 'DynamicDelivery'] },
    defaults: { Enable: false, Action: 'Block', IsBuiltInProtection: false },
    more: paid,
  },
  {
    name: 'SafeLinks',
    policies: 'safeLinksPolicies',
    rules: 'safeLinksRules',
    properties: {
      AllowClickThrough: 'flag',
      DeliverMessageAfterScan: 'flag',
      DisableUrlRewrite: 'flag',
      DoNotRewriteUrls: 'texts',
      EnableForInternalSenders: 'flag',
      EnableSafeLinksForEmail: 'flag',
      EnableSafeLinksForOffice: 'flag',
      EnableSafeLinksForTeams: 'flag',
      ScanUrls: 'flag',
      TrackClicks: 'flag',
    },
    defaults: {
      IsBuiltInProtection: false,
      EnableSafeLinksForEmail: true,
      EnableSafeLinksForTeams: true,
      EnableSafeLinksForOffice: true,
      EnableForInternalSenders: false,
      ScanUrls: true,
      DeliverMessageAfterScan: true,
      TrackClicks: true,
    },
    more: paid,
  },
  {
    name: 'AntiPhish',
    policies: 'antiPhishPolicies',
    rules: 'antiPhishRules',
    properties: {
      AuthenticationFailAction: 'text',
      Enabled: 'flag',
      EnableFirstContactSafetyTips: 'flag',
      EnableMailboxIntelligence: 'flag',
      EnableMailboxIntelligenceProtection: 'flag',
      EnableOrganizationDomainsProtection: 'flag',
      EnableSimilarDomainsSafetyTips: 'flag',
      EnableSimilarUsersSafetyTips: 'flag',
      EnableSpoofIntelligence: 'flag',
      EnableTargetedDomainsProtection: 'flag',
      EnableTargetedUserProtection: 'flag',
      EnableUnauthenticatedSender: 'flag',
      EnableUnusualCharactersSafetyTips: 'flag',
      EnableViaTag: 'flag',
      ExcludedDomains: 'texts',
      ExcludedSenders: 'texts',
      HonorDmarcPolicy: 'flag',
      PhishThresholdLevel: 'number',
      TargetedDomainProtectionAction: 'text',
      TargetedDomainsToProtect: 'texts',
      TargetedUserProtectionAction: 'text',
      TargetedUsersToProtect: 'texts',
    },
    words: { TargetedDomainProtectionAction: phishActions, TargetedUserProtectionAction: phishActions },
    defaults: {
      Enabled: true,
      EnableTargetedUserProtection: false,
      TargetedUsersToProtect: [],
      TargetedUserProtectionAction: 'NoAction',
      EnableOrganizationDomainsProtection: false,
      EnableTargetedDomainsProtection: false,
      TargetedDomainsToProtect: [],
      TargetedDomainProtectionAction: 'NoAction',
      EnableFirstContactSafetyTips: false,
      EnableSimilarUsersSafetyTips: false,
      EnableSimilarDomainsSafetyTips: false,
      EnableUnusualCharactersSafetyTips: false,
      EnableViaTag: true,
      EnableUnauthenticatedSender: true,
    },
  },
  {
    name: 'HostedContentFilter',
    policies: 'contentFilterPolicies',
    rules: 'contentFilterRules',
    properties: {
      AllowedSenderDomains: 'texts',
      AllowedSenders: 'texts',
      BlockedSenderDomains: 'texts',
      BlockedSenders: 'texts',
      BulkThreshold: 'number',
      HighConfidencePhishAction: 'text',
      HighConfidenceSpamAction: 'text',
      PhishSpamAction: 'text',
      PhishZapEnabled: 'flag',
      QuarantineRetentionPeriod: 'number',
      SpamAction: 'text',
      SpamZapEnabled: 'flag',
    },
    words: {
      SpamAction: spamActions,
      HighConfidenceSpamAction: spamActions,
      PhishSpamAction: spamActions,
      HighConfidencePhishAction: ['MoveToJmf', 'Redirect', 'Quarantine'],
    },
    defaults: {
      SpamAction: 'MoveToJmf',
      HighConfidenceSpamAction: 'MoveToJmf',
      PhishSpamAction: 'MoveToJmf',
      HighConfidencePhishAction: 'Quarantine',
      AllowedSenderDomains: [],
    },
  },
];

function cmdletsOf({ name, policies, rules, properties, words = {}, defaults, more }: Kind) {
  const policy = `${name}Policy`;
  return [
    ...withoutRemovingDefaults(
      defineNoun({
        noun: policy,
        host: 'exchange',
        state: policies,
        verbs: ['Get', 'Set', 'New', 'Remove'],
        writers: protectionWriters,
        ...more,
        properties: { AdminDisplayName: 'text', ...properties },
        defaults: () => ({ IsDefault: false, RecommendedPolicyType: 'Custom', ...defaults }),
        changed(_, { after }) {
          for (const [property, known] of Object.entries(words)) oneOf(after[property], known, property);
        },
      }),
      policies,
    ),
    ...defineNoun({
      noun: `${name}Rule`,
      host: 'exchange',
      state: rules,
      verbs: ['Get', 'Set', 'New', 'Remove', 'Enable', 'Disable'],
      writers: protectionWriters,
      ...more,
      getOnly: { State: 'text' },
      properties: { ...recipients, [policy]: 'text', Priority: 'number', Comments: 'text' },
      newOnly: { Enabled: 'flag' },
      newRequired: ['Name', policy],
      shape: everybody,
      defaults: ({ state }) => ({ State: 'Enabled', Priority: state.list(rules).length }),
      changed({ state }, { before, after, parameters }) {
        policyOf(state.list(policies), after[policy]);
        if (!before && included.every((condition) => (after[condition] ?? null) === null))
          throw invalid('The rule needs at least one condition.');
        if (parameters['Enabled'] === false) after['State'] = 'Disabled';
        delete after['Enabled'];
      },
      listed: (rule, { State }) => State === undefined || rule['State'] === State,
    }),
  ];
}

/** Policies against spam, malware and phishing, with their rules, and Defender's for files and Teams. */
export const protectionPolicies = [
  ...kinds.flatMap(cmdletsOf),
  ...defineNoun({
    noun: 'ATPBuiltInProtectionRule',
    host: 'exchange',
    writers: protectionWriters,
    ...paid,
    listed: (rule, { State }) => State === undefined || rule['State'] === State,
    shape: everybody,
    state: 'builtInProtectionRules',
    verbs: ['Get', 'Set'],
    getOnly: { State: 'text' },
    properties: {
      Comments: 'text',
      ExceptIfRecipientDomainIs: 'texts',
      ExceptIfSentTo: 'texts',
      ExceptIfSentToMemberOf: 'texts',
    },
  }),
  ...defineNoun({
    noun: 'AtpPolicyForO365',
    host: 'exchange',
    state: 'atpPolicies',
    verbs: ['Get', 'Set'],
    writers: protectionWriters,
    ...paid,
    properties: { AllowSafeDocsOpen: 'flag', EnableATPForSPOTeamsODB: 'flag', EnableSafeDocs: 'flag' },
  }),
  ...defineNoun({
    noun: 'TeamsProtectionPolicy',
    host: 'exchange',
    state: 'teamsProtectionPolicies',
    verbs: ['Get', 'Set', 'New'],
    writers: protectionWriters,
    ...paid,
    properties: { HighConfidencePhishQuarantineTag: 'text', MalwareQuarantineTag: 'text', ZapEnabled: 'flag' },
    defaults: () => ({ ZapEnabled: true }),
  }),
  ...defineNoun({
    noun: 'TeamsProtectionPolicyRule',
    host: 'exchange',
    state: 'teamsProtectionRules',
    verbs: ['Get', 'Set', 'New'],
    writers: protectionWriters,
    ...paid,
    getOnly: { State: 'text' },
    properties: {
      Comments: 'text',
      ExceptIfRecipientDomainIs: 'texts',
      ExceptIfSentTo: 'texts',
      ExceptIfSentToMemberOf: 'texts',
    },
    newOnly: { Enabled: 'flag', TeamsProtectionPolicy: 'text' },
    newRequired: ['Name', 'TeamsProtectionPolicy'],
    shape: everybody,
    defaults: () => ({ State: 'Enabled', Priority: 0 }),
    changed(_, { after, parameters }) {
      if (parameters['Enabled'] === false) after['State'] = 'Disabled';
      delete after['Enabled'];
    },
  }),
];
