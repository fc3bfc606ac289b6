import { type Context, defineControl } from '../../core/control.ts';
import { isPlainObject, plainText } from '../../core/shape.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { idOf, nameOf } from './identity.ts';
import { type MailFlowRule, encrypts, isEnforced, same } from './mail-flow-rule.ts';
import { type Trigger, narrowingConditions, triggerOfDlpRule, triggerOfRule } from './phi-conditions.ts';

type DlpRule = SectionData<'dlpRules'>[number];
type DlpPolicy = SectionData<'dlpPolicies'>[number];
interface Candidate {
  /** Empty when the rule protects PHI to everybody outside. */
  short: string[];
  evidence: Evidence;
}

const expected = 'Enforced, encrypts mail to outsiders that holds health data, a label or a keyword';
const triggerWords: Record<Trigger, string> = {
  health: 'on health data',
  label: 'on a label',
  keyword: 'on a keyword',
  everything: 'on every message',
  other: 'on other data',
};

/** Domains that mail may go to without message encryption, because they are approved or forced to TLS. */
function approved({ organization, declared }: Pick<Context, 'organization' | 'declared'>): Set<string> {
  const partners = organization.partners.filter((partner) => partner.tls).map((partner) => partner.domain);
  return new Set(
    [...declared.domains, ...organization.approvedDomains, ...partners].map((domain) => domain.toLowerCase()),
  );
}

function ofRule(rule: MailFlowRule, context: Pick<Context, 'organization' | 'declared'>): Candidate {
  const trigger = triggerOfRule(rule);
  const allowed = approved(context);
  const exempt = rule.exceptIfRecipientDomainIs ?? [];
  const exceptions = (rule.exceptions ?? []).filter(
    (name) =>
      !/MessageTypeMatches/i.test(name) &&
      !(/RecipientDomainIs/i.test(name) && exempt.every((domain) => allowed.has(domain.toLowerCase()))),
  );
  const short = [
    ...(trigger === 'other' ? ['finds no health data'] : []),
    ...(trigger === 'everything' && rule.conditions === undefined ? ['conditions not in the source'] : []),
    ...(rule.sentToScope && !same(rule.sentToScope, 'NotInOrganization') ? [`only for ${rule.sentToScope}`] : []),
    ...narrowingConditions(rule).map((name) => `limited by ${name}`),
    ...exceptions.map((name) => `exception ${name.replace(/^.*\./, '').replace(/Predicate$/, '')}`),
  ];
  const template = rule.applyRightsProtectionTemplate ?? 'message encryption';
  return {
    short,
    evidence: {
      id: idOf(rule),
      name: nameOf(rule),
      expected,
      actual: [`${template} ${triggerWords[trigger]}`, ...short].join(', '),
      readFrom: 'transportRules.applyRightsProtectionTemplate',
    },
  };
}

const isAll = (place: unknown) =>
  same(
    typeof place === 'string'
      ? place
      : isPlainObject(place)
        ? plainText(place['Name'] ?? place['name'] ?? place['DisplayName'])
        : '',
    'All',
  );

/** The DLP rule's policy when both are in force for Exchange. */
function policyInForce(rule: DlpRule, policies: readonly DlpPolicy[]): DlpPolicy | undefined {
  if (
    rule.disabled === true ||
    (rule.mode && !same(rule.mode, 'Enforce')) ||
    !rule.encryptRMSTemplate ||
    same(rule.accessScope, 'InOrganization')
  )
    return undefined;
  return policies.find(
    (policy) =>
      ((rule.policy && same(policy.guid, rule.policy)) ||
        (rule.parentPolicyName && same(policy.name, rule.parentPolicyName))) &&
      same(policy.mode, 'Enable') &&
      policy.enabled !== false &&
      (policy.exchangeLocation ?? []).length > 0,
  );
}

function ofDlpRule(rule: DlpRule, policy: DlpPolicy): Candidate {
  const trigger = triggerOfDlpRule(rule);
  const limits = [
    policy.exchangeSenderMemberOf,
    policy.exchangeSenderMemberOfException,
    policy.exchangeSenderException,
    policy.exchangeSender,
  ];
  const short = [
    ...(trigger === 'other' ? ['finds no health data'] : []),
    ...((policy.exchangeLocation ?? []).some(isAll) && limits.every((list) => (list ?? []).length === 0)
      ? []
      : ['only for some senders']),
  ];
  return {
    short,
    evidence: {
      id: idOf(rule),
      name: nameOf(rule),
      expected,
      actual: [`DLP rule: ${rule.encryptRMSTemplate} ${triggerWords[trigger]}`, ...short].join(', '),
      readFrom: 'dlpRules.encryptRMSTemplate',
    },
  };
}

const candidatesOfRules = (rules: readonly MailFlowRule[] | undefined, context: Context) =>
  (rules ?? [])
    .filter(
      (rule) =>
        encrypts(rule) &&
        isEnforced(rule, context.takenAt) &&
        !same(rule.sentToScope, 'InOrganization') &&
        !same(rule.fromScope, 'NotInOrganization'),
    )
    .map((rule) => ofRule(rule, context));

const candidatesOfDlp = (rules: readonly DlpRule[] | undefined, policies: readonly DlpPolicy[] | undefined) =>
  (rules ?? []).flatMap((rule) => {
    const policy = policyInForce(rule, policies ?? []);
    return policy ? [ofDlpRule(rule, policy)] : [];
  });

export const phiMailEncrypted = defineControl({
  id: 'exchange.phi-mail-encrypted',
  title: 'Mail with PHI to outsiders is encrypted by a rule',
  finding: 'No rule encrypts mail with PHI to outsiders',
  severity: 'high',
  rationale:
    'Nobody remembers the Encrypt button every time. A rule that sees health terms, a label or a word such as [secure] encrypts without being asked. A rule that knows only Social Security numbers lets a whole chart go out readable.',
  citations: ['164.312(e)(2)(ii)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/define-mail-flow-rules-to-encrypt-email' },
  ],
  aliases: ['EX-15'],
  license: 'message-encryption',
  reads: [],
  mayRead: ['transportRules', 'dlpRules', 'dlpPolicies'],
  evaluate({ transportRules, dlpRules, dlpPolicies }, context) {
    const rulesRead =
      transportRules?.every(
        (rule) => rule.applyRightsProtectionTemplate !== undefined && rule.conditions !== undefined,
      ) ?? false;
    const dlpRead =
      dlpPolicies !== undefined && (dlpRules?.every((rule) => rule.encryptRMSTemplate !== undefined) ?? false);
    const candidates = [...candidatesOfRules(transportRules, context), ...candidatesOfDlp(dlpRules, dlpPolicies)];
    const full = candidates.filter(({ short }) => short.length === 0);
    const shown = (list: readonly Candidate[]) => list.map(({ evidence }) => evidence);
    if (full.length > 0) return pass('A rule encrypts mail with PHI to outsiders.', shown(full));
    const wouldPassIf =
      'An enforced rule encrypts mail to all outsiders that holds health data, a PHI label or a keyword.';
    if (!rulesRead || !dlpRead) {
      const missing = [...(rulesRead ? [] : ['mail flow rules']), ...(dlpRead ? [] : ['DLP rules'])].join(' and ');
      return unknown(`Can't tell whether a rule encrypts mail with PHI: ${missing} were not read.`, shown(candidates), {
        wouldPassIf,
      });
    }
    if (candidates.length > 0)
      return partial('Rules encrypt only part of the mail with PHI to outsiders.', shown(candidates), { wouldPassIf });
    return fail(
      'No rule encrypts mail with PHI to outsiders.',
      [
        {
          id: 'mail-flow-rules',
          name: 'Mail flow rules and DLP rules',
          expected,
          actual: 'No rule that encrypts is in force',
          readFrom: 'transportRules.applyRightsProtectionTemplate',
        },
      ],
      { wouldPassIf },
    );
  },
  remediation: {
    fix: 'Add rules that encrypt mail with PHI to outsiders',
    steps: [
      'Open the Exchange admin center, Mail flow, Rules, Add a rule, "Apply Office 365 Message Encryption and rights protection to messages".',
      'Choose: the recipient is outside the organization, and the message contains the sensitive information types ICD-9-CM and ICD-10-CM.',
      'Add a second rule for a word in the subject such as [secure], and a third for your PHI label.',
      'Run each in "Test with Policy Tips" for a week, then set it to Enforce.',
    ],
    script: [
      "New-TransportRule -Name 'Encrypt health data to outsiders' -SentToScope NotInOrganization -MessageContainsDataClassifications @{Name='International Classification of Diseases (ICD-10-CM)'},@{Name='International Classification of Diseases (ICD-9-CM)'} -ApplyRightsProtectionTemplate Encrypt -Mode AuditAndNotify",
      "New-TransportRule -Name 'Encrypt on request to outsiders' -SentToScope NotInOrganization -SubjectContainsWords '[secure]' -ApplyRightsProtectionTemplate Encrypt -Mode Enforce",
    ],
  },
  changes({ transportRules, dlpRules, dlpPolicies }, context) {
    const candidates = [...candidatesOfRules(transportRules, context), ...candidatesOfDlp(dlpRules, dlpPolicies)];
    if (!transportRules || candidates.some(({ short }) => short.length === 0)) return [];
    const types = [
      'International Classification of Diseases (ICD-10-CM)',
      'International Classification of Diseases (ICD-9-CM)',
    ];
    const rule = {
      state: 'Enabled',
      mode: 'Enforce',
      sentToScope: 'NotInOrganization',
      applyRightsProtectionTemplate: 'Encrypt',
    };
    return [
      {
        section: 'transportRules',
        operation: 'create',
        match: { name: 'Wardline: encrypt health data to outsiders' },
        values: {
          name: 'Wardline: encrypt health data to outsiders',
          ...rule,
          messageContainsDataClassifications: types.map((name) => ({ name })),
        },
        call: `New-TransportRule -Name 'Wardline: encrypt health data to outsiders' -SentToScope NotInOrganization -MessageContainsDataClassifications ${types.map((name) => `@{Name=${quoted(name)}}`).join(',')} -ApplyRightsProtectionTemplate Encrypt -Mode Enforce`,
        summary: 'Encrypt mail to outsiders that holds health terms',
        notice: 'Outside recipients of such mail open it by signing in or with a one-time code.',
        stages: ['test mode (AuditAndNotify) for 7 days', 'enforced'],
        undo: 'restore',
      },
      {
        section: 'transportRules',
        operation: 'create',
        match: { name: 'Wardline: encrypt on request to outsiders' },
        values: { name: 'Wardline: encrypt on request to outsiders', ...rule, subjectContainsWords: ['[secure]'] },
        call: "New-TransportRule -Name 'Wardline: encrypt on request to outsiders' -SentToScope NotInOrganization -SubjectContainsWords '[secure]' -ApplyRightsProtectionTemplate Encrypt -Mode Enforce",
        summary: 'Encrypt mail to outsiders with [secure] in the subject',
        notice: 'People can write [secure] in the subject to encrypt a message.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: [
    'That a rule catches every message with PHI cannot be seen: words and types have gaps.',
    'Encryption by a sensitivity label that people choose, or by an outside gateway, is not counted.',
    'Which health terms count is told by the names of the types; a custom type is known only by its name.',
  ],
  assumed: [
    'The criterion is from general knowledge; no other tool checks it.',
    'Predicate class names such as SubjectContainsPredicate stand in Conditions and Exceptions of Get-TransportRule.',
  ],
});
