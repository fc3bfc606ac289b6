import { daysBetween } from '../../core/clock.ts';
import { type Context, defineControl } from '../../core/control.ts';
import { licenses } from '../../core/license.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { Evidence } from '../../core/verdict.ts';
import {
  type Cell,
  type DlpPolicy,
  type DlpRule,
  activeRulesAmong,
  coverageOf,
  dlpReads,
  worstOf,
  withoutDlpLicense,
  workloads,
} from './dlp.ts';
import { protectPhi, protectPhiScript } from './phi-policy-changes.ts';
import { workloadsVerdict } from './sensitive-types.ts';

type Workload = (typeof workloads)[number];

interface Row {
  workload: Workload;
  cells: readonly Cell[];
  outcome: JudgedOutcome;
}

function rowOf(workload: Workload, cells: readonly Cell[], { licensed }: Context): Row {
  const has = (worth: Cell['worth']) => cells.some((cell) => cell.worth === worth);
  const unlicensed = workload.license !== undefined && licensed(workload.license) === false;
  const missing = unlicensed ? 'not-licensed' : 'fail';
  const outcome = has('covers') ? 'pass' : has('part') ? 'partial' : has('unknown') ? 'unknown' : missing;
  return { workload, cells, outcome };
}

/** One row of the grid: a workload with every policy that reaches it, its mode and what it finds. */
function evidenceOf({ workload, cells, outcome }: Row, context: Context): Evidence {
  const off = cells.filter(({ state }) => state === 'off').map(nameOf);
  const on = cells.filter(({ state }) => state !== 'off').map((cell) => cellText(cell, context));
  const grid = [...on, ...(off.length > 0 ? [`off: ${off.join(', ')}`] : [])].join('; ');
  return {
    id: workload.id,
    name: workload.name,
    expected: 'A DLP policy in Mode Enable on location All with a rule that finds PHI',
    actual: grid || 'No DLP policy',
    readFrom: `dlpPolicies.${workload.location}` as Evidence['readFrom'],
    outcome,
  };
}

function cellText({ policy, state, reach, phi, failedToDistribute }: Cell, { takenAt }: Context): string {
  const days = policy.whenChanged ? ` for ${daysBetween(policy.whenChanged, takenAt)} days` : '';
  const reaches = {
    all: 'all locations',
    selected: reach.left.length > 0 ? `without ${reach.left.join(', ')}` : 'selected locations only',
    unknown: 'locations not collected',
    none: 'no location',
  };
  const finds = {
    yes: 'finds PHI',
    narrowed: 'finds PHI only under further conditions',
    no: 'no rule on PHI',
    unknown: 'rule conditions not collected',
  };
  const mode = state === 'enforced' ? 'enforced' : `test mode${days}`;
  return `${policy.name}: ${mode}, ${reaches[reach.kind]}, ${finds[phi]}${failedToDistribute ? ', distribution failed' : ''}`;
}

/** "1 of 5 … Not covered: Teams. Covered in part: OneDrive." */
function whyOf(rows: readonly Row[]): string {
  const advanced = licenses['purview-dlp-advanced'].name;
  const words: [JudgedOutcome, string, string?][] = [
    ['fail', 'Not covered'],
    ['partial', 'Covered in part'],
    ['unknown', "Can't tell, because locations or rule conditions were not collected"],
    ['not-licensed', `Not licensed (${advanced})`],
  ];
  const covered = rows.filter(({ outcome }) => outcome === 'pass').length;
  const rest = words.flatMap(([wanted, word]) => {
    const names = rows.filter(({ outcome }) => outcome === wanted).map(({ workload }) => workload.name);
    return names.length > 0 ? [`${word}: ${names.join(', ')}.`] : [];
  });
  return [`${covered} of ${rows.length} workloads are covered by an enforced DLP policy that finds PHI.`, ...rest].join(
    ' ',
  );
}

function hintFor(open: readonly Row[]): string {
  const cells = open.flatMap((row) => row.cells);
  const tested = new Set(cells.filter(({ state, phi }) => state === 'test' && phi === 'yes').map(nameOf));
  const left = new Set(cells.filter(({ worth }) => worth === 'part').flatMap(({ reach }) => reach.left));
  const names = open.map(({ workload }) => workload.name).join(', ');
  if (left.size > 0) return `You declare or remove these exceptions: ${[...left].join(', ')}.`;
  if (tested.size > 0) return `${[...tested].join(', ')} is enforced and reaches ${names}.`;
  return `An enforced DLP policy with a rule that finds PHI covers all of ${names}.`;
}

function nameOf({ policy }: Cell): string {
  return policy.name ?? '';
}

function grid(policies: readonly DlpPolicy[], rules: readonly DlpRule[], context: Context): Row[] {
  const activeRules = activeRulesAmong(rules, context.takenAt);
  return workloads.map((workload) => rowOf(workload, coverageOf(workload, policies, activeRules, context), context));
}

export const dlpCoversWorkloads = defineControl({
  id: 'purview.dlp-covers-workloads',
  title: 'DLP covers mail, SharePoint, OneDrive, Teams and devices',
  finding: 'DLP leaves places uncovered from which PHI can leave',
  severity: 'high',
  rationale:
    'PHI leaves by the way that nobody watches: a DLP policy on mail does nothing for a file shared from OneDrive or copied to a USB stick. A policy that exists but is in test mode, switched off or limited to a few people protects nobody else.',
  citations: ['164.312(e)(1)', '164.308(a)(1)(ii)(B)', '164.502(b)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.3.2v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.4.2v1', level: 'should' },
    { source: 'Maester', id: 'CISA.MS.EXO.8.1' },
    { source: 'Monkey365', id: 'purview-dlp-policies-Teams-disabled' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/dlp-learn-about-dlp' },
  ],
  aliases: ['PV-06'],
  license: 'purview-dlp',
  reads: [...dlpReads],
  mayRead: ['dlpLicense'],
  evaluate({ dlpPolicies, dlpRules, dlpLicense }, context) {
    const unlicensed = withoutDlpLicense(dlpLicense);
    if (unlicensed) return unlicensed;
    const rows = grid(dlpPolicies, dlpRules, context);
    const open = rows.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-licensed');
    return {
      outcome: worstOf(rows.map(({ outcome }) => outcome)),
      why: whyOf(rows),
      resources: rows.map((row) => evidenceOf(row, context)),
      ...(open.length > 0 && { wouldPassIf: hintFor(open) }),
      policies: workloadsVerdict(dlpPolicies, dlpRules),
    };
  },
  remediation: {
    fix: 'Cover every workload with an enforced DLP policy that finds PHI',
    steps: [
      'Open the Microsoft Purview portal, Data loss prevention, Policies.',
      'Open the policy that finds PHI, or choose Create policy and start from the U.S. HIPAA Enhanced template.',
      'Under Locations turn on Exchange email, SharePoint sites, OneDrive accounts, Teams chat and channel messages, and Devices, each for all.',
      'Run it in simulation mode with policy tips for two weeks and read the matches.',
      'Turn the policy on.',
    ],
    script: [...protectPhiScript],
  },
  changes({ dlpPolicies, dlpRules }, context) {
    const rows = grid(dlpPolicies, dlpRules, context);
    // A policy kept from some people or places is somebody's decision: it is shown, not overruled.
    if (rows.some(({ outcome }) => outcome === 'partial')) return [];
    const missing = rows.filter(({ outcome }) => outcome === 'fail').map(({ workload }) => workload.id);
    return protectPhi(dlpPolicies, dlpRules, context, missing);
  },
  knownGaps: [
    'Devices must be onboarded before endpoint DLP acts on them; the settings do not show how many are.',
    'A rule of higher priority that stops processing can hide a rule in Exchange: purview.dlp-rules-not-masked judges that.',
    'Newer locations (Copilot, Fabric, other cloud apps) are not part of the judgement.',
  ],
  assumed: [
    'A policy limited to administrative units shows them in PolicyRBACScopes, one with adaptive scopes in …AdaptiveScopes.',
    'DistributionStatus holds "Error" where a policy did not reach a workload; "Pending" is ignored because the list call reports it for old policies too.',
  ],
});
