import { daysBetween } from '../../core/clock.ts';
import { type Context, defineControl } from '../../core/control.ts';
import { licenses } from '../../core/license.ts';
import { type Evidence, type Verdict, combine, fail, notLicensed, partial, pass, unknown } from '../../core/verdict.ts';
import {
  type Cell,
  type DlpPolicy,
  type DlpRule,
  coverageOf,
  dlpReads,
  withoutDlpLicense,
  workloads,
} from './dlp.ts';
import { protectPhi, protectPhiScript } from './phi-policy-changes.ts';
import { workloadsVerdict } from './sensitive-types.ts';

type Workload = (typeof workloads)[number];

/** One row of the grid: a workload with every policy that reaches it, its mode and what it finds. */
function row(workload: Workload, cells: readonly Cell[], context: Context): Verdict {
  const worths = cells.map(({ worth }) => worth);
  const evidence = (outcome: Evidence['outcome']): Evidence[] => [
    {
      id: workload.id,
      name: workload.name,
      expected: 'A DLP policy in Mode Enable on location All with a rule that finds PHI',
      actual: cells.length === 0 ? 'No DLP policy' : cells.map((cell) => cellText(cell, context)).join('; '),
      readFrom: `dlpPolicies.${workload.location}` as Evidence['readFrom'],
      ...(outcome && { outcome }),
    },
  ];
  const named = workload.name;
  if (worths.includes('covers')) return pass(`${named} is covered.`, evidence('pass'));
  if (worths.includes('part')) return partial(`${named} is covered in part.`, evidence('partial'));
  if (worths.includes('unknown')) {
    return unknown(`Can't tell for ${named}: locations or rule conditions were not collected.`, evidence('unknown'));
  }
  if (workload.license && context.licensed(workload.license) === false) {
    const why = `${named} needs ${licenses[workload.license].name}, which the tenant does not have.`;
    return { ...notLicensed(why), resources: evidence('not-licensed') };
  }
  return fail(`${named} is not covered.`, evidence('fail'));
}

function cellText({ policy, state, reach, phi, failedToDistribute }: Cell, { takenAt }: Context): string {
  if (state === 'off') return `${policy.name}: off`;
  const days = policy.whenChanged ? ` for ${daysBetween(policy.whenChanged, takenAt)} days` : '';
  const modes = { enforced: 'enforced', test: `test mode${days}` };
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
  const failed = failedToDistribute ? ', distribution failed' : '';
  return `${policy.name}: ${modes[state]}, ${reaches[reach.kind]}, ${finds[phi]}${failed}`;
}

function hintFor(open: readonly [Workload, readonly Cell[]][]): string {
  const tested = new Set(
    open.flatMap(([, cells]) => cells.filter(({ state, phi }) => state === 'test' && phi === 'yes')).map(nameOf),
  );
  const left = new Set(open.flatMap(([, cells]) => cells.filter(worthPart).flatMap(({ reach }) => reach.left)));
  const names = open.map(([workload]) => workload.name).join(', ');
  if (left.size > 0) return `You declare or remove these exceptions: ${[...left].join(', ')}.`;
  if (tested.size > 0) return `${[...tested].join(', ')} is enforced and reaches ${names}.`;
  return `An enforced DLP policy with a rule that finds PHI covers all of ${names}.`;
}

const nameOf = ({ policy }: Cell) => policy.name ?? '';
const worthPart = ({ worth }: Cell) => worth === 'part';

function grid(policies: readonly DlpPolicy[], rules: readonly DlpRule[], context: Context) {
  return workloads.map((workload) => {
    const cells = coverageOf(workload, policies, rules, context);
    return { workload, cells, verdict: row(workload, cells, context) };
  });
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
    const { outcome } = combine(Object.fromEntries(rows.map(({ workload, verdict }) => [workload.id, verdict])));
    const open = rows.filter(({ verdict }) => !['pass', 'not-licensed'].includes(verdict.outcome));
    const covered = rows.filter(({ verdict }) => verdict.outcome === 'pass').length;
    const rest = rows.filter(({ verdict }) => verdict.outcome !== 'pass').map(({ verdict }) => verdict.why);
    return {
      outcome,
      why: [`${covered} of ${workloads.length} workloads are covered by an enforced DLP policy that finds PHI.`, ...rest].join(' '),
      resources: rows.flatMap(({ verdict }) => verdict.resources),
      ...(open.length > 0 && { wouldPassIf: hintFor(open.map(({ workload, cells }) => [workload, cells])) }),
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
    if (rows.some(({ verdict }) => verdict.outcome === 'partial')) return [];
    const missing = rows.filter(({ verdict }) => verdict.outcome === 'fail').map(({ workload }) => workload.id);
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
