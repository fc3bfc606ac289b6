import { type Context, defineControl } from '../../core/control.ts';
import { fail, partial, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import {
  type DlpPolicy,
  type DlpRule,
  activeRulesAmong,
  dlpReads,
  enforcedRules,
  reachOf,
  withoutDlpLicense,
  workloads,
} from './dlp.ts';
import { type Finding, coversEveryCount } from './health-information.ts';
import { keyOf, restrictions } from './phi-policy-changes.ts';
import { blocksVerdict } from './sensitive-types.ts';

interface PhiRule {
  policy: DlpPolicy;
  rule: DlpRule;
  finding: Finding;
}
type Strength = 'blocks' | 'weaker' | 'lets pass' | 'unknown';

/** SCuBA's two policies on restricted apps and Bluetooth that no tool reads. */
const manual = { 'MS.DEFENDER.4.5v1': 'unknown', 'MS.DEFENDER.4.6v1': 'unknown' } as const;

function strengthOf(
  { rule }: PhiRule,
  workload: (typeof workloads)[number]['id'],
  scopes: readonly string[],
): Strength {
  if (workload === 'endpoints') return strengthOnDevices(rule);
  if (rule.blockAccess === true) {
    if (!rule.blockAccessScope) return 'unknown';
    return scopes.some((scope) => scope.toLowerCase() === rule.blockAccessScope?.toLowerCase()) ? 'blocks' : 'weaker';
  }
  return rule.encryptRMSTemplate && workload === 'exchange' ? 'weaker' : 'lets pass';
}

function strengthOnDevices(rule: DlpRule): Strength {
  if (rule.endpointDlpRestrictions === undefined) return 'unknown';
  const set = restrictions.map(({ setting }) => valueOf(rule, setting));
  if (set.every((value) => value === 'block')) return 'blocks';
  return set.some((value) => value === 'block' || value === 'warn') ? 'weaker' : 'lets pass';
}

function valueOf(rule: DlpRule, setting: string): string {
  const entry = (rule.endpointDlpRestrictions ?? []).find((held) => settingOf(held) === setting.toLowerCase());
  return lowerKeys(entry)['value']?.toLowerCase() ?? '';
}

function settingOf(entry: unknown): string | undefined {
  return lowerKeys(entry)['setting']?.toLowerCase();
}

function lowerKeys(entry: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(entry ?? {}).map(([key, value]) => [key.toLowerCase(), String(value)]));
}

function byWorkload(rules: readonly PhiRule[], context: Context, scopes: readonly string[]) {
  const policies = [...new Set(rules.map(({ policy }) => policy))];
  return workloads.flatMap((workload) => {
    const reached = new Set(policies.filter((policy) => reachOf(policy, workload, context).kind !== 'none'));
    const reaching = rules.filter(({ policy }) => reached.has(policy));
    if (reaching.length === 0) return [];
    const strengths = reaching.map((read) => ({ ...read, strength: strengthOf(read, workload.id, scopes) }));
    const blocking = strengths.filter(({ strength }) => strength === 'blocks');
    const full = blocking.filter(({ finding }) => finding.finds === 'phi');
    const has = (wanted: Strength) => strengths.some(({ strength }) => strength === wanted);
    const outcome = coversEveryCount(full.map(({ finding }) => finding))
      ? ('pass' as const)
      : has('unknown')
        ? ('unknown' as const)
        : has('blocks') || has('weaker')
          ? ('partial' as const)
          : ('fail' as const);
    return [{ workload, strengths, outcome }];
  });
}

/** The rules that do not block in some of the workloads. */
function rulesShortOf(rows: ReturnType<typeof byWorkload>): Set<DlpRule> {
  const short = rows.flatMap(({ strengths }) => strengths.filter(({ strength }) => strength !== 'blocks'));
  return new Set(short.map(({ rule }) => rule));
}

function actionText({ rule }: PhiRule): string {
  const encrypts = rule.encryptRMSTemplate ? `, encrypts with ${rule.encryptRMSTemplate}` : '';
  const devices = rule.endpointDlpRestrictions?.length
    ? `; devices: ${restrictions.map(({ setting }) => `${setting} ${valueOf(rule, setting) || 'not set'}`).join(', ')}`
    : '';
  return `BlockAccess ${rule.blockAccess}, scope ${rule.blockAccessScope ?? 'none'}${encrypts}${devices}`;
}

export const dlpBlocksPhi = defineControl({
  id: 'purview.dlp-blocks-phi',
  title: 'DLP keeps PHI from leaving, not only reports it',
  finding: 'DLP lets PHI out of the organization',
  severity: 'high',
  rationale:
    'A rule that only sends a notice tells you afterwards that PHI is gone. Blocking people outside the organization is the least to ask for; colleagues can go on working.',
  citations: ['164.312(e)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'high',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.3.3v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.4.3v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.4.5v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.4.6v1', level: 'should' },
    { source: 'Maester', id: 'CISA.MS.EXO.8.3' },
  ],
  aliases: ['PV-08'],
  license: 'purview-dlp',
  parameters: {
    scopes: {
      default: ['All', 'PerUser'],
      tighten: 'subset',
      title: 'Block scopes that count (PerUser blocks people outside, All blocks everybody)',
    },
  },
  reads: [...dlpReads, 'dlpRules.blockAccess'],
  mayRead: ['dlpLicense'],
  evaluate({ dlpPolicies, dlpRules, dlpLicense }, context) {
    const unlicensed = withoutDlpLicense(dlpLicense);
    if (unlicensed) return unlicensed;
    const policies = { ...blocksVerdict(dlpPolicies, dlpRules), ...manual };
    const { phi, unread } = enforcedRules(dlpPolicies, activeRulesAmong(dlpRules, context.takenAt), context);
    const expected = `BlockAccess true with scope ${context.parameters.scopes.join(' or ')}; devices: Block`;
    const evidence = (read: PhiRule) => ({
      id: read.rule.guid ?? read.rule.name ?? '',
      name: read.rule.name ?? '',
      expected,
      actual: actionText(read),
      readFrom: 'dlpRules.blockAccess' as const,
    });
    const rows = byWorkload(phi, context, context.parameters.scopes);
    if (rows.length === 0) {
      if (unread.length > 0)
        return unknown("Can't tell: the conditions of rules in force were not collected.", [], { policies });
      const none = {
        id: 'dlp',
        name: 'DLP rules',
        expected,
        actual: 'No rule in force finds PHI',
        readFrom: 'dlpRules.blockAccess' as const,
      };
      return fail('No DLP rule in force finds PHI, so none blocks it.', [none], {
        policies,
        wouldPassIf: 'A rule that finds PHI is in force and blocks people outside the organization.',
      });
    }
    const open = rows.filter(({ outcome }) => outcome !== 'pass');
    if (open.length === 0) {
      return pass(`DLP blocks PHI in ${rows.map(({ workload }) => workload.name).join(', ')}.`, phi.map(evidence), {
        policies,
      });
    }
    const names = open.map(({ workload }) => workload.name).join(', ');
    const short = rulesShortOf(open);
    const offending = phi.filter(({ rule }) => short.has(rule));
    const resources = (offending.length > 0 ? offending : phi).map(evidence);
    const extras = { policies, wouldPassIf: `Rules that find PHI block people outside the organization in ${names}.` };
    if (open.every(({ outcome }) => outcome === 'unknown')) {
      return unknown(`Can't tell for ${names}: what the rules do was not collected.`, resources, extras);
    }
    const none = rows.every(({ outcome }) => outcome === 'fail');
    return none
      ? fail(`DLP finds PHI in ${names} and lets it pass.`, resources, extras)
      : partial(`DLP blocks PHI only in part: ${names} let some or all of it pass.`, resources, extras);
  },
  remediation: {
    fix: 'Set DLP rules on PHI to block people outside the organization',
    steps: [
      'Open the Microsoft Purview portal, Data loss prevention, Policies, and edit the policy.',
      'Open the rule, Actions, Restrict access or encrypt the content in Microsoft 365 locations.',
      'Choose "Block only people outside your organization".',
      'For devices set "Upload to a restricted cloud service domain" and "Copy to a removable USB device" to Block.',
    ],
    script: ["Set-DlpComplianceRule -Identity '<rule>' -BlockAccess $true -BlockAccessScope PerUser"],
  },
  changes({ dlpPolicies, dlpRules }, context) {
    const { phi } = enforcedRules(dlpPolicies, activeRulesAmong(dlpRules, context.takenAt), context);
    const full = phi.filter(({ finding }) => finding.finds === 'phi');
    const rows = byWorkload(full, context, context.parameters.scopes).filter(({ outcome }) => outcome !== 'pass');
    if (rows.some(({ strengths }) => !coversEveryCount(strengths.map(({ finding }) => finding)))) return [];
    const scope = context.parameters.scopes.find((name) => /^peruser$/i.test(name)) ?? 'All';
    const weakOnDevices = rulesShortOf(rows.filter(({ workload }) => workload.id === 'endpoints'));
    const weakElsewhere = rulesShortOf(rows.filter(({ workload }) => workload.id !== 'endpoints'));
    return full.flatMap((read) => {
      const devices = weakOnDevices.has(read.rule);
      const shared = weakElsewhere.has(read.rule);
      if (!devices && !shared) return [];
      const kept = (read.rule.endpointDlpRestrictions ?? []).filter(
        (entry) => !restrictions.some(({ setting }) => settingOf(entry) === setting.toLowerCase()),
      );
      const restricted = [...kept, ...restrictions];
      const listed = restricted.map((entry) => {
        const { setting, value } = lowerKeys(entry);
        return `@{Setting='${setting}'; Value='${value}'}`;
      });
      return [
        {
          section: 'dlpRules' as const,
          operation: 'set' as const,
          match: keyOf(read.rule),
          values: {
            ...(shared && { blockAccess: true, blockAccessScope: scope }),
            ...(devices && { endpointDlpRestrictions: restricted }),
          },
          call:
            `Set-DlpComplianceRule -Identity ${quoted(read.rule.name)}` +
            (shared ? ` -BlockAccess $true -BlockAccessScope ${scope}` : '') +
            (devices ? ` -EndpointDlpRestrictions @(${listed.join(',')})` : ''),
          summary: `Block people outside the organization in DLP rule ${read.rule.name}`,
          notice: 'People who send or share PHI with outsiders: the item is blocked and a policy tip says why.',
          undo: 'restore' as const,
        },
      ];
    });
  },
  knownGaps: [
    'On devices only uploads to cloud services and removable media are judged; printing, the clipboard and network shares are not.',
    'Whether a person may override the block is judged by purview.dlp-override-justified.',
  ],
  assumed: [
    'BlockAccessScope PerUser is "only people outside your organization" in the portal; PerAnonymousUser stops anonymous links alone and counts as partial.',
    'A rule that encrypts mail instead of blocking it counts as partial.',
  ],
});
