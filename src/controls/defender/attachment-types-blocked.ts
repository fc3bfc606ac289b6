import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import { quoted } from '../../core/powershell.ts';
import { type AntiMalwareSettings, antiMalwarePolicy, antiMalwareTiers } from './anti-malware.ts';
import type { Judged, Tier } from './mail-protection.ts';
import { lower } from './recipient-scope.ts';
import { protectionVerdict, settableWeak } from './protection-verdict.ts';

/** What ScubaGear asks for; a baseline may ask for more. */
const scubaTypes = ['exe', 'cmd', 'vbe'];

function judgeTypes(settings: AntiMalwareSettings, wanted: readonly string[]) {
  return (tier: Tier): Judged => {
    const policy = antiMalwarePolicy(tier, settings);
    if (!policy || typeof policy.enableFileFilter !== 'boolean')
      return { state: 'unread', actual: 'its policy was not read' };
    if (!policy.enableFileFilter) return { state: 'weak', actual: 'EnableFileFilter false' };
    if (policy.fileTypes === undefined) return { state: 'unread', actual: 'FileTypes was not read' };
    const missing = lower(wanted).filter((type) => !lower(policy.fileTypes).includes(type));
    return missing.length === 0
      ? { state: 'good', actual: `EnableFileFilter true, ${lower(policy.fileTypes).length} file types` }
      : { state: 'weak', actual: `EnableFileFilter true without ${missing.join(', ')}` };
  };
}

export const attachmentTypesBlocked = defineControl({
  id: 'defender.attachment-types-blocked',
  title: 'Mail with program files attached is blocked for everybody',
  finding: 'Mail with program files attached reaches people',
  severity: 'medium',
  rationale:
    'Ransomware that shuts a clinic out of its patient records usually starts with an attachment that somebody opens. Few people at work need programs by mail, so blocking them by file type costs little.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.1.1v1', level: 'shall' },
    { source: 'ORCA', id: 'ORCA.205' },
    { source: 'CIS', id: 'CIS.M365.2.1.2' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/anti-malware-policies-configure' },
  ],
  aliases: ['DF-01'],
  parameters: {
    fileTypes: { default: scubaTypes, tighten: 'superset', title: 'File types that the attachment filter blocks' },
  },
  reads: ['presetRules.state', 'presetRules.sentTo', 'presetRules.sentToMemberOf', 'presetRules.recipientDomainIs'],
  mayRead: ['malwareFilterPolicies', 'malwareFilterRules', 'acceptedDomains'],
  evaluate(settings, context) {
    const wanted = context.parameters.fileTypes;
    return protectionVerdict({
      tiers: antiMalwareTiers(settings, context),
      judge: judgeTypes(settings, wanted),
      scuba: { id: 'MS.SECURITYSUITE.1.1v1', judge: judgeTypes(settings, scubaTypes) },
      expected: `EnableFileFilter true with ${wanted.join(', ')}`,
      good: `The attachment filter blocks ${wanted.join(', ')}`,
      weak: 'The attachment filter is off or incomplete',
      presetHolds: 'the attachment filter is on and blocks exe, cmd and vbe',
      policies: 'anti-malware policies and rules',
    });
  },
  remediation: {
    fix: 'Turn on the common attachments filter',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Anti-malware.',
      'Open each policy named here, choose Edit protection settings.',
      'Select "Enable the common attachments filter", choose the file types named here, and save.',
      'Or turn on the Standard preset security policy for all recipients, which has it on.',
    ],
    script: ["Set-MalwareFilterPolicy -Identity Default -EnableFileFilter $true -FileTypes @{Add='exe','cmd','vbe'}"],
  },
  changes(settings, context) {
    const wanted = context.parameters.fileTypes;
    const weak = settableWeak(antiMalwareTiers(settings, context), judgeTypes(settings, wanted)) ?? [];
    return weak.flatMap((tier): Change[] => {
      const policy = antiMalwarePolicy(tier, settings);
      if (!policy) return [];
      const types = [...new Set([...lower(policy.fileTypes), ...lower(wanted)])];
      const identity = policy.identity ?? policy.name;
      return [
        {
          section: 'malwareFilterPolicies',
          operation: 'set',
          match: policy.identity ? { identity } : { name: identity },
          values: { enableFileFilter: true, fileTypes: types },
          call: `Set-MalwareFilterPolicy -Identity ${quoted(identity)} -EnableFileFilter $true -FileTypes ${types.join(',')}`,
          summary: `Block ${wanted.join(', ')} attachments in anti-malware policy ${identity}`,
          notice: `People who are sent these file types (${tier.appliesTo}): such messages go to quarantine.`,
          undo: 'restore',
        },
      ];
    });
  },
  knownGaps: [
    'Custom rules that narrow each other are taken one by one: a rule that applies to nobody in practice still counts.',
  ],
  assumed: [
    'That the Standard and Strict presets hold the attachment filter with exe, cmd and vbe (Microsoft documentation).',
  ],
});
