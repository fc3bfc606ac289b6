import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, partial, pass, unknown } from '../../core/verdict.ts';

type Policy = SectionData<'auditRetentionPolicies'>[number];

/** Get-UnifiedAuditLogRetentionPolicy's words, in months. */
const months: Record<string, number> = {
  sevendays: 0.25,
  onemonth: 1,
  threemonths: 3,
  sixmonths: 6,
  ninemonths: 9,
  twelvemonths: 12,
  threeyears: 36,
  fiveyears: 60,
  sevenyears: 84,
  tenyears: 120,
};
const words = Object.entries({ TwelveMonths: 12, ThreeYears: 36, FiveYears: 60, SevenYears: 84, TenYears: 120 });

const monthsOf = (policy: Policy) => months[(policy.retentionDuration ?? '').toLowerCase()];
const isOn = (policy: Policy) => policy.enabled !== false;
const isForEverybody = (policy: Policy) => (policy.userIds ?? []).length === 0;

function evidence(policy: Policy, expected: string) {
  const scope = [...(policy.recordTypes ?? []), ...(policy.operations ?? [])].join(', ') || 'all kinds of records';
  const everybody = policy.userIds === undefined ? 'people not collected' : 'everybody';
  const users = isForEverybody(policy) ? everybody : `${policy.userIds!.length} users`;
  return {
    id: policy.identity ?? policy.name ?? 'unnamed policy',
    name: policy.name ?? policy.identity ?? 'unnamed policy',
    expected,
    actual: `${policy.retentionDuration} for ${scope}, ${users}${isOn(policy) ? '' : ', turned off'}`,
    readFrom: 'auditRetentionPolicies.retentionDuration' as const,
  };
}

function none(expected: string) {
  return {
    id: 'audit retention',
    name: 'Audit log retention',
    expected,
    actual:
      "no policy of the organization; Microsoft's own retention of 180 days, one year for some records with Audit (Premium)",
    readFrom: 'auditRetentionPolicies' as const,
  };
}

export const auditLogRetained = defineControl({
  id: 'purview.audit-log-retained',
  title: 'Audit records are kept long enough to investigate',
  finding: 'Audit records are deleted before an investigation may need them',
  severity: 'high',
  rationale:
    'Breaches are often found after half a year, and audit records then decide whose charts were opened. The six years in HIPAA are about documentation such as policies and reviews of logs, not about raw logs; how long raw logs are kept is for your risk analysis, and you set the figure.',
  citations: ['164.312(b)', '164.316(b)(2)(i)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.5.2v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.DEFENDER.6.3v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.EXO.17.3' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/audit-log-retention-policies' },
  ],
  aliases: ['PV-16'],
  parameters: { months: { default: 12, tighten: 'higher', title: 'Months that audit records are kept' } },
  reads: ['auditRetentionPolicies'],
  mayRead: ['servicePlans'],
  evaluate({ auditRetentionPolicies }, { parameters, licensed, attestation }) {
    const premium = licensed('audit-premium');
    const expected = `${parameters.months} months or longer, for everybody, with Audit (Premium)`;
    const policies = verdicts(auditRetentionPolicies, premium, attestation !== undefined);
    const known = auditRetentionPolicies.filter(isOn);
    if (known.some((policy) => monthsOf(policy) === undefined))
      return unknown("Can't tell: a retention policy holds a duration that is not known.", [], { policies });
    const long = known.filter((policy) => monthsOf(policy)! >= parameters.months);
    const short = known.filter((policy) => monthsOf(policy)! < parameters.months);
    const wide = long.filter(isForEverybody);
    const exported = attestation ? ' That records are kept elsewhere is attested.' : '';
    const less = (why: string, offending: Verdict['resources']): Verdict =>
      attestation
        ? unknown(`${why}${exported}`, offending, { policies })
        : partial(why, offending, { wouldPassIf, policies });
    const wouldPassIf = `A retention policy keeps audit records for ${parameters.months} months and the people have Audit (Premium), or you attest that the records are exported and kept that long.`;
    if (premium === false)
      return less('The tenant has no Audit (Premium), so Microsoft keeps audit records for 180 days.', [
        none(expected),
      ]);
    if (wide.length === 0) {
      const offending = known.map((policy) => evidence(policy, expected));
      const why =
        long.length > 0
          ? 'Audit records are kept long enough for some people only.'
          : `No policy keeps audit records for ${parameters.months} months.`;
      return less(why, offending.length > 0 ? offending : [none(expected)]);
    }
    if (premium === undefined)
      return unknown(
        "Can't tell: a policy keeps audit records long enough, but it acts only on people who have Audit (Premium), and licenses were not read.",
        wide.map((policy) => evidence(policy, expected)),
        { policies },
      );
    if (short.length > 0)
      return less(
        `${short.length} retention policies delete some audit records sooner than ${parameters.months} months.`,
        short.map((policy) => evidence(policy, expected)),
      );
    const whose = wide.every((policy) => policy.userIds === undefined)
      ? ' Whether a policy is for some people only was not collected.'
      : '';
    return pass(
      `Audit records are kept for ${parameters.months} months or longer.${whose}`,
      wide.map((policy) => evidence(policy, expected)),
      { policies },
    );
  },
  attest: {
    question: 'Are all audit records exported and kept for as long as your risk analysis says?',
    proof: 'Name of the archive, its retention setting, and the date of a record that was found in it again',
    validDays: 365,
  },
  remediation: {
    fix: 'Keep audit records longer',
    steps: [
      "Decide in the risk analysis how long raw audit records are kept, and set it as this control's figure.",
      'Open the Microsoft Purview portal, Audit, Policies, Create audit retention policy.',
      'Choose the record types of Exchange, SharePoint, OneDrive, Teams and Entra, leave Users empty, and choose the duration.',
      'Without Audit (Premium), export the records to an archive and attest that.',
    ],
    script: [
      'New-UnifiedAuditLogRetentionPolicy -Name "Patient data activity" -RecordTypes ExchangeItem,ExchangeItemAggregated,SharePointFileOperation,SharePointSharingOperation,AzureActiveDirectory -RetentionDuration TwelveMonths -Priority 100',
    ],
  },
  changes({ auditRetentionPolicies }, { parameters, licensed }): Change[] {
    const duration = words.find(([, length]) => length >= parameters.months)?.[0];
    const on = auditRetentionPolicies.filter(isOn);
    const covered = on.some((policy) => isForEverybody(policy) && (monthsOf(policy) ?? 0) >= parameters.months);
    const shorter = on.some((policy) => (monthsOf(policy) ?? 0) < parameters.months);
    // Lengthening or removing a short policy is a decision about cost and privacy that a person takes.
    if (!duration || covered || shorter || licensed('audit-premium') !== true) return [];
    const types = [
      'ExchangeItem',
      'ExchangeItemAggregated',
      'SharePointFileOperation',
      'SharePointSharingOperation',
      'MicrosoftTeams',
      'AzureActiveDirectory',
    ];
    return [
      {
        section: 'auditRetentionPolicies',
        operation: 'create',
        match: { name: 'Patient data activity' },
        values: {
          name: 'Patient data activity',
          enabled: true,
          priority: 100,
          retentionDuration: duration,
          recordTypes: types,
          userIds: [],
        },
        call: `New-UnifiedAuditLogRetentionPolicy -Name 'Patient data activity' -RecordTypes ${types.join(',')} -RetentionDuration ${duration} -Priority 100`,
        summary: `Keep audit records of mail, files, chats and sign-ins for ${duration}`,
        notice: 'Nobody. Records that are already deleted do not come back.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: [
    'Which record types a policy names is shown but not judged, and licenses are counted for the tenant, not per person.',
    "Microsoft's default one-year policy of Audit (Premium) is not among the policies that can be listed.",
  ],
  assumed: [
    'The fields UserIds, RecordTypes and Operations of Get-UnifiedAuditLogRetentionPolicy, an empty UserIds meaning everybody.',
  ],
});

/** ScubaGear: a license for Audit (Premium) and any one policy of twelve months or more. The older id is not automated. */
function verdicts(
  policies: readonly Policy[],
  premium: boolean | undefined,
  attested: boolean,
): Record<string, JudgedOutcome> {
  const on = policies.filter(isOn);
  const compliant = on.some((policy) => (monthsOf(policy) ?? 0) >= 12);
  const unread = on.some((policy) => policy.retentionDuration === undefined);
  const missed = unread ? 'unknown' : 'fail';
  return {
    'MS.SECURITYSUITE.5.2v1':
      premium === false ? 'fail' : !compliant ? missed : premium === undefined ? 'unknown' : 'pass',
    ...(!attested && { 'MS.DEFENDER.6.3v1': 'unknown' }),
  };
}
