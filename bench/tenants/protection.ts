import type { SectionName } from '../../src/core/snapshot.ts';
import type { Dice } from './dice.ts';
import { domains } from './mail.ts';

/** Defender for Office 365: presets, policies and their rules. */
export function protectionSections(dice: Dice) {
  const on = (probability = 0.8) => dice.chance(probability);
  const everybody = {
    sentTo: null,
    sentToMemberOf: null,
    recipientDomainIs: null,
    exceptIfSentTo: null,
    exceptIfSentToMemberOf: null,
    exceptIfRecipientDomainIs: null,
  };
  const preset = (name: string, priority: number) => ({
    identity: name,
    name,
    state: on() ? 'Enabled' : 'Disabled',
    priority,
    ...everybody,
    ...(priority === 0 && { sentTo: ['person1@larkmeadow.example.com'] }),
    hostedContentFilterPolicy: name,
    antiPhishPolicy: name,
    malwareFilterPolicy: name,
    safeAttachmentPolicy: name,
    safeLinksPolicy: name,
  });
  const presets = [preset('Strict Preset Security Policy', 0), preset('Standard Preset Security Policy', 1)];
  const policy = (name: string) => ({
    identity: name,
    name,
    isDefault: name === 'Default',
    recommendedPolicyType: name.startsWith('Strict') ? 'Strict' : name.startsWith('Standard') ? 'Standard' : 'Custom',
  });
  const names = [
    'Default',
    'Strict Preset Security Policy',
    'Standard Preset Security Policy',
    'Front desk',
    'Clinicians',
  ];
  const rules = ['Front desk', 'Clinicians'].map((name, priority) => ({
    identity: name,
    name,
    state: 'Enabled',
    priority,
    ...everybody,
    recipientDomainIs: [domains[priority]],
    safeAttachmentPolicy: name,
    safeLinksPolicy: name,
    antiPhishPolicy: name,
    malwareFilterPolicy: name,
    hostedContentFilterPolicy: name,
    teamsProtectionPolicy: name,
  }));
  return {
    presetRules: presets,
    presetDefenderRules: presets,
    builtInProtectionRules: [
      {
        identity: 'ATP Built-In Protection Rule',
        name: 'ATP Built-In Protection Rule',
        state: 'Enabled',
        priority: 0,
        ...everybody,
      },
    ],
    malwareFilterPolicies: names.map((name) => ({
      ...policy(name),
      enableFileFilter: on(),
      fileTypes: ['ace', 'exe', 'cmd', 'vbe', 'js'],
      zapEnabled: on(),
    })),
    malwareFilterRules: rules,
    safeAttachmentPolicies: names.map((name) => ({
      ...policy(name),
      isBuiltInProtection: false,
      enable: on(),
      action: 'Block',
    })),
    safeAttachmentRules: rules,
    safeLinksPolicies: names.map((name) => ({
      ...policy(name),
      isBuiltInProtection: false,
      enableSafeLinksForEmail: on(),
      enableSafeLinksForTeams: on(),
      enableSafeLinksForOffice: on(),
      scanUrls: true,
      deliverMessageAfterScan: true,
      trackClicks: true,
    })),
    safeLinksRules: rules,
    atpPolicies: [{ identity: 'Default', name: 'Default', enableATPForSPOTeamsODB: on() }],
    antiPhishPolicies: names.map((name) => ({
      ...policy(name),
      enabled: true,
      enableTargetedUserProtection: on(),
      targetedUsersToProtect: ['Person 1;person1@larkmeadow.example.com'],
      targetedUserProtectionAction: 'Quarantine',
      enableOrganizationDomainsProtection: on(),
      enableTargetedDomainsProtection: on(),
      targetedDomainsToProtect: ['lab.example.com'],
      targetedDomainProtectionAction: 'Quarantine',
      enableFirstContactSafetyTips: on(),
      enableSimilarUsersSafetyTips: true,
      enableSimilarDomainsSafetyTips: true,
      enableUnusualCharactersSafetyTips: true,
      enableViaTag: true,
      enableUnauthenticatedSender: true,
    })),
    antiPhishRules: rules,
    contentFilterPolicies: names.map((name) => ({
      ...policy(name),
      spamAction: 'MoveToJmf',
      highConfidenceSpamAction: 'Quarantine',
      phishSpamAction: 'Quarantine',
      highConfidencePhishAction: 'Quarantine',
      allowedSenderDomains: on() ? [] : ['lab.example.com'],
    })),
    contentFilterRules: rules,
    connectionFilters: [
      { identity: 'Default', name: 'Default', iPAllowList: on() ? [] : ['192.0.2.7'], enableSafeList: !on() },
    ],
    teamsProtectionPolicies: [
      { identity: 'Teams Protection Policy', name: 'Teams Protection Policy', zapEnabled: on() },
    ],
    teamsProtectionRules: [],
    defenderLicense: { available: true },
  } satisfies Partial<Record<SectionName, unknown>>;
}
