import type { Change } from '../../core/change.ts';
import { type Context, defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData } from '../../core/snapshot.ts';
import type { Evidence } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { reachOf, workloads, worstOf } from './dlp.ts';
import { findingOf } from './health-information.ts';
import { labelName, phiLabels } from './phi-labels.ts';
import { healthTypes, keyOf } from './phi-policy-changes.ts';
import { conditionOf } from './rule-conditions.ts';

type Policy = SectionData<'autoLabelPolicies'>[number];
type Rule = SectionData<'autoLabelRules'>[number];
type Workload = (typeof workloads)[number];

/** Microsoft labels on the server side in these three. */
const labeled = workloads.filter(({ id }) => id === 'exchange' || id === 'sharePoint' || id === 'oneDrive');

type Worth = 'labels' | 'part' | 'simulates' | 'unknown' | 'nothing';

function rulesOf(policy: Policy, rules: readonly Rule[], workload: Workload): Rule[] {
  return rules.filter((rule) => {
    const belongs =
      (!!rule.policy && rule.policy.toLowerCase() === policy.guid?.toLowerCase()) ||
      (!!rule.parentPolicyName && rule.parentPolicyName === policy.name);
    return belongs && rule.disabled !== true && (!rule.workload || rule.workload.includes(workload.token));
  });
}

function worthOf(policy: Policy, rules: readonly Rule[], workload: Workload, context: Context): Worth {
  const reach = reachOf(policy, workload, context);
  const simulates = /^test/i.test(policy.mode ?? '');
  if (reach.kind === 'none' || policy.enabled === false) return 'nothing';
  if (!simulates && !/^enable$/i.test(policy.mode ?? '')) return 'nothing';
  const findings = new Set<string>();
  for (const rule of rulesOf(policy, rules, workload)) {
    const condition = conditionOf(rule);
    findings.add(condition ? findingOf(condition).finds : 'unread');
  }
  const best = ['phi', 'unread', 'narrowed'].find((wanted) => findings.has(wanted));
  if (!best) return 'nothing';
  if (best === 'unread' || reach.kind === 'unknown') return 'unknown';
  if (simulates) return 'simulates';
  return best === 'phi' && reach.kind === 'all' ? 'labels' : 'part';
}

interface Row {
  workload: Workload;
  cells: { policy: Policy; worth: Worth }[];
  outcome: JudgedOutcome;
}

function grid(policies: readonly Policy[], rules: readonly Rule[], context: Context): Row[] {
  return labeled.map((workload) => {
    const cells = policies
      .map((policy) => ({ policy, worth: worthOf(policy, rules, workload, context) }))
      .filter(({ worth }) => worth !== 'nothing');
    const has = (worth: Worth) => cells.some((cell) => cell.worth === worth);
    const outcome = has('labels')
      ? 'pass'
      : has('part') || has('simulates')
        ? 'partial'
        : has('unknown')
          ? 'unknown'
          : 'fail';
    return { workload, cells, outcome };
  });
}

const words: Record<Worth, string> = {
  labels: 'labels health data everywhere',
  part: 'labels health data in some places or under further conditions',
  simulates: 'simulation only',
  unknown: 'locations or conditions not collected',
  nothing: 'does nothing',
};

const evidenceOf = ({ workload, cells, outcome }: Row): Evidence => ({
  id: workload.id,
  name: workload.name,
  expected: 'An auto-labeling policy in Mode Enable on location All with a health term',
  actual:
    cells.map(({ policy, worth }) => `${policy.name}: ${words[worth]}`).join('; ') || 'No policy finds health data',
  readFrom: `autoLabelPolicies.${workload.location}` as Evidence['readFrom'],
  outcome,
});

export const healthDataAutoLabeled = defineControl({
  id: 'purview.health-data-auto-labeled',
  title: 'Health data in mail and files is labeled automatically',
  finding: 'Health data is labeled only when somebody thinks of it',
  severity: 'medium',
  rationale:
    'People label the file they are thinking of and forget the thousand before it. Auto-labeling finds health terms in what lies there already, so that the rules that hang on the label work.',
  citations: ['164.312(a)(1)', '164.312(c)(1)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'medium',
  references: [
    { source: 'M365-Assess', id: 'COMPLIANCE-LABELS-002' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/apply-sensitivity-label-automatically' },
  ],
  aliases: ['PV-04'],
  license: 'purview-auto-label',
  reads: ['autoLabelPolicies.mode', 'autoLabelRules'],
  mayRead: ['labels'],
  evaluate({ autoLabelPolicies, autoLabelRules }, context) {
    const rows = grid(autoLabelPolicies, autoLabelRules, context);
    const named = (...wanted: JudgedOutcome[]) =>
      rows.filter(({ outcome }) => wanted.includes(outcome)).map(({ workload }) => workload.name);
    const some = named('pass', 'partial').length > 0;
    const outcome = worstOf(rows.map((row) => (row.outcome === 'fail' && some ? 'partial' : row.outcome)));
    const parts: [string, string[]][] = [
      ['Labeled', named('pass')],
      ['In simulation or in part', named('partial')],
      ["Can't tell", named('unknown')],
      ['Not labeled', named('fail')],
    ];
    const open = named('partial', 'unknown', 'fail');
    return {
      outcome,
      why: parts.flatMap(([word, names]) => (names.length > 0 ? [`${word}: ${names.join(', ')}.`] : [])).join(' '),
      resources: rows.map(evidenceOf),
      ...(open.length > 0 && {
        wouldPassIf: `An auto-labeling policy in Mode Enable labels health terms in all of ${open.join(', ')}.`,
      }),
    };
  },
  remediation: {
    fix: 'Label health data automatically in Exchange, SharePoint and OneDrive',
    steps: [
      'Open the Microsoft Purview portal, Information protection, Auto-labeling policies, Create auto-labeling policy.',
      'Choose Medical and health, then the U.S. HIPAA Enhanced template, and the label for PHI.',
      'Choose Exchange email, SharePoint sites and OneDrive accounts, each for all.',
      'Run it in simulation, look at what it would label, then turn it on.',
    ],
    script: [
      "New-AutoSensitivityLabelPolicy -Name 'Label PHI' -ApplySensitivityLabel 'Confidential - PHI' -ExchangeLocation All -SharePointLocation All -OneDriveLocation All -Mode TestWithoutNotifications",
      "Set-AutoSensitivityLabelPolicy -Identity 'Label PHI' -Mode Enable",
    ],
  },
  changes({ autoLabelPolicies, autoLabelRules, labels }, context) {
    const rows = grid(autoLabelPolicies, autoLabelRules, context);
    const label = phiLabels(labels ?? [], context)[0];
    if (rows.every(({ outcome }) => outcome === 'pass')) return [];
    if (!label || rows.some(({ cells }) => cells.some(({ worth }) => worth === 'part'))) return [];
    const tested = autoLabelPolicies.find((policy) =>
      labeled.every(
        (workload) =>
          worthOf({ ...policy, mode: 'Enable' }, autoLabelRules, workload, context) === 'labels' &&
          /^test/i.test(policy.mode ?? ''),
      ),
    );
    return tested ? [enforce(tested)] : create(label.name ?? labelName(label));
  },
  knownGaps: [
    'Files that are open, encrypted by another label or of a format that Microsoft does not label stay as they are.',
  ],
  assumed: ['Get-AutoSensitivityLabelRule gives one rule per workload, with the same condition fields as DLP rules.'],
});

const notice = 'People who open files with health terms: they carry the label, and with it its encryption.';
const stages = ['simulation for 14 days', 'enforced'];

function enforce(policy: Policy): Change {
  return {
    section: 'autoLabelPolicies',
    operation: 'set',
    match: keyOf(policy),
    values: { mode: 'Enable' },
    call: `Set-AutoSensitivityLabelPolicy -Identity ${quoted(policy.name)} -Mode Enable`,
    summary: `Turn on auto-labeling policy ${policy.name}`,
    notice,
    undo: { cannot: 'Labels that were applied meanwhile stay on the files.' },
  };
}

function create(label: string): Change[] {
  const name = 'Label PHI';
  const sensitivetypes = healthTypes.map((type) => ({ name: type, mincount: '1', maxcount: '-1' }));
  const locations = labeled.map(({ location }) => [location, ['All']]);
  const undo = { cannot: 'Labels that were applied meanwhile stay on the files.' };
  return [
    {
      section: 'autoLabelPolicies',
      operation: 'create',
      match: { name },
      values: { name, mode: 'Enable', enabled: true, applySensitivityLabel: label, ...Object.fromEntries(locations) },
      call: `New-AutoSensitivityLabelPolicy -Name ${quoted(name)} -ApplySensitivityLabel ${quoted(label)} -ExchangeLocation All -SharePointLocation All -OneDriveLocation All -Mode TestWithoutNotifications`,
      summary: `Create auto-labeling policy ${name}`,
      notice,
      stages,
      undo,
    },
    ...labeled.map(({ token, name: workload }): Change => {
      const types = healthTypes.map((type) => `@{name='${type}'; mincount='1'}`).join(',');
      return {
        section: 'autoLabelRules',
        operation: 'create',
        match: { name: `${name}: ${workload}` },
        values: {
          name: `${name}: ${workload}`,
          parentPolicyName: name,
          disabled: false,
          workload: token,
          isAdvancedRule: false,
          contentContainsSensitiveInformation: sensitivetypes,
        },
        call: `New-AutoSensitivityLabelRule -Name ${quoted(`${name}: ${workload}`)} -Policy ${quoted(name)} -Workload ${token} -ContentContainsSensitiveInformation @(${types})`,
        summary: `Create auto-labeling rule for health terms in ${workload}`,
        notice,
        stages,
        undo,
      };
    }),
  ];
}
