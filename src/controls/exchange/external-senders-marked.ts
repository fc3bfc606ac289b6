import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { idOf, nameOf } from './identity.ts';
import { type MailFlowRule, conditionNames, isEnforced, same } from './mail-flow-rule.ts';

const marks = (rule: MailFlowRule) => same(rule.fromScope, 'NotInOrganization') && Boolean(rule.prependSubject);
/** SCuBA's criterion: on, enforced, from outside, with a subject prefix; other conditions are not looked at. */
const meetsScuba = (rule: MailFlowRule) => same(rule.state, 'Enabled') && same(rule.mode, 'Enforce') && marks(rule);
/** What the source does not hold of the rule may be what the criterion asks for; nothing that it holds is against it. */
function mayMark(rule: MailFlowRule): boolean {
  const { state = 'Enabled', mode = 'Enforce', fromScope = 'NotInOrganization', prependSubject = 'unread' } = rule;
  return !meetsScuba(rule) && meetsScuba({ state, mode, fromScope, prependSubject });
}

/** What makes the rule leave out some mail from outside. */
function narrowing(rule: MailFlowRule, declaredDomains: readonly string[]): string[] {
  const allowed = new Set(declaredDomains.map((domain) => domain.toLowerCase()));
  const exempt = rule.exceptIfSenderDomainIs ?? [];
  const onlyDeclared = exempt.length > 0 && exempt.every((domain) => allowed.has(domain.toLowerCase()));
  const exceptions = (rule.exceptions ?? []).filter((name) => !(onlyDeclared && /SenderDomainIs/i.test(name)));
  return [...conditionNames(rule).filter((name) => name !== 'FromScope'), ...exceptions.map(() => 'an exception')];
}

export const externalSendersMarked = defineControl({
  id: 'exchange.external-senders-marked',
  title: 'Mail from outside is marked',
  finding: 'Mail from outside is not marked',
  severity: 'medium',
  rationale:
    'Front-desk staff cannot tell a forged "Dr. Osei" from the real one by the name alone. A mark on every message from outside is the cheapest help against phishing. Outlook\'s own External tag is as good as a prefix in the subject line, and does not break replies.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.EXO.7.1v1', level: 'shall' },
    { source: 'ORCA', id: 'ORCA.240' },
    { source: 'Prowler', id: 'exchange_external_email_tagging_enabled' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/powershell/module/exchange/set-externalinoutlook' },
  ],
  aliases: ['EX-11'],
  reads: ['transportRules'],
  mayRead: ['externalInOutlook'],
  evaluate({ transportRules, externalInOutlook }, { declared, takenAt }) {
    const unread = transportRules.some(mayMark);
    const missed = unread ? ('unknown' as const) : ('fail' as const);
    return {
      ...ownVerdict(
        transportRules.filter((rule) => isEnforced(rule, takenAt) && marks(rule)),
        unread,
        externalInOutlook,
        declared.domains,
      ),
      policies: { 'MS.EXO.7.1v1': transportRules.some(meetsScuba) ? 'pass' : missed },
    };
  },
  remediation: {
    fix: 'Mark mail from outside',
    steps: [
      "Turn on Outlook's External tag by PowerShell (no portal page).",
      'Or open the Exchange admin center, Mail flow, Rules, Add a rule: the sender is outside the organization, prepend the subject with [External], mode Enforce.',
    ],
    script: ['Set-ExternalInOutlook -Enabled $true'],
  },
  changes({ externalInOutlook }) {
    if (!externalInOutlook || externalInOutlook.enabled === true) return [];
    return [
      {
        section: 'externalInOutlook',
        operation: 'set',
        values: { enabled: true },
        call: 'Set-ExternalInOutlook -Enabled $true',
        summary: 'Turn on the External tag in Outlook',
        notice: 'Everybody sees "External" on messages from outside, within a day or two.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: ['Third-party mail programs do not show the External tag of Outlook; they do show a subject prefix.'],
});

function ownVerdict(
  rules: readonly MailFlowRule[],
  unread: boolean,
  tag: SectionData<'externalInOutlook'> | undefined,
  declaredDomains: readonly string[],
): Verdict {
  const evidence = (rule: MailFlowRule): Evidence => ({
    id: idOf(rule),
    name: nameOf(rule),
    expected: 'Marks all mail from outside',
    actual: [
      `Prefix ${rule.prependSubject}`,
      ...narrowing(rule, declaredDomains).map((name) => `limited by ${name}`),
    ].join(', '),
    readFrom: 'transportRules.prependSubject',
  });
  const tagEvidence: Evidence = {
    id: 'external-in-outlook',
    name: 'External tag in Outlook',
    expected: 'Enabled true',
    actual: tag ? `Enabled ${tag.enabled}` : 'Not read',
    readFrom: 'externalInOutlook.enabled',
  };
  if (tag?.enabled === true) return pass('Outlook shows the External tag on mail from outside.', [tagEvidence]);
  const full = rules.filter((rule) => narrowing(rule, declaredDomains).length === 0);
  if (full.length > 0) return pass('A mail flow rule marks all mail from outside.', full.map(evidence));
  const wouldPassIf = 'The External tag in Outlook is on, or if an enforced rule marks all mail from outside.';
  if (unread)
    return unknown("Can't tell: the source does not hold all that mail flow rules do.", rules.map(evidence), {
      wouldPassIf,
    });
  if (tag?.enabled !== false) {
    return unknown(
      "Can't tell: no mail flow rule marks all mail from outside, and whether Outlook's External tag is on was not read (Get-ExternalInOutlook).",
      rules.map(evidence),
      { wouldPassIf },
    );
  }
  if (rules.length > 0)
    return partial('Only part of the mail from outside is marked.', rules.map(evidence), { wouldPassIf });
  return fail('Nothing marks mail from outside.', [tagEvidence], { wouldPassIf });
}
