import { plainText } from '../../core/shape.ts';
import type { Context } from '../../core/control.ts';
import type { License } from '../../core/license.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, notLicensed } from '../../core/verdict.ts';
import { type Finding, coversEveryCount, findingOf } from './health-information.ts';
import { asText, conditionOf } from './rule-conditions.ts';

export type DlpPolicy = SectionData<'dlpPolicies'>[number];
export type DlpRule = SectionData<'dlpRules'>[number];

/** What every control on DLP rules needs to answer. */
export const dlpReads = [
  'dlpPolicies.mode',
  'dlpPolicies.enabled',
  'dlpRules.disabled',
  'dlpRules.parentPolicyName',
] as const;

interface Workload {
  id: 'exchange' | 'sharePoint' | 'oneDrive' | 'teams' | 'endpoints';
  name: string;
  /** Its name in a policy's `workload` text. */
  token: string;
  location: keyof DlpPolicy & `${string}Location`;
  /** Fields that narrow the policy to some people or places. */
  scopes: readonly (keyof DlpPolicy)[];
  exceptions: readonly (keyof DlpPolicy)[];
  license?: License;
}

/** The five places that PHI leaves from, in the order of every coverage grid. */
export const workloads: readonly Workload[] = [
  {
    id: 'exchange',
    name: 'Exchange',
    token: 'Exchange',
    location: 'exchangeLocation',
    scopes: ['exchangeSender', 'exchangeSenderMemberOf', 'exchangeAdaptiveScopes'],
    exceptions: ['exchangeSenderException', 'exchangeSenderMemberOfException', 'exchangeAdaptiveScopesException'],
  },
  {
    id: 'sharePoint',
    name: 'SharePoint',
    token: 'SharePoint',
    location: 'sharePointLocation',
    scopes: ['sharePointAdaptiveScopes'],
    exceptions: ['sharePointLocationException', 'sharePointAdaptiveScopesException'],
  },
  {
    id: 'oneDrive',
    name: 'OneDrive',
    token: 'OneDriveForBusiness',
    location: 'oneDriveLocation',
    scopes: ['oneDriveSharedBy', 'oneDriveSharedByMemberOf', 'oneDriveAdaptiveScopes'],
    exceptions: [
      'oneDriveLocationException',
      'exceptIfOneDriveSharedBy',
      'exceptIfOneDriveSharedByMemberOf',
      'oneDriveAdaptiveScopesException',
    ],
  },
  {
    id: 'teams',
    name: 'Teams',
    token: 'Teams',
    location: 'teamsLocation',
    scopes: ['teamsAdaptiveScopes'],
    exceptions: ['teamsLocationException', 'teamsAdaptiveScopesException'],
    license: 'purview-dlp-advanced',
  },
  {
    id: 'endpoints',
    name: 'Endpoints',
    token: 'EndpointDevices',
    location: 'endpointDlpLocation',
    scopes: ['endpointDlpAdaptiveScopes'],
    exceptions: ['endpointDlpLocationException', 'endpointDlpAdaptiveScopesException'],
    license: 'purview-dlp-advanced',
  },
];

/** Test mode and a switched-off policy protect nothing. */
type PolicyState = 'enforced' | 'test' | 'off';

export function stateOf(policy: DlpPolicy): PolicyState {
  if (policy.enabled !== true) return 'off';
  if (/^enable$/i.test(policy.mode ?? '')) return 'enforced';
  return /^testwith/i.test(policy.mode ?? '') ? 'test' : 'off';
}

/** The answer when the source says that the tenant may not use DLP at all. */
export function withoutDlpLicense(dlpLicense: SectionData<'dlpLicense'> | undefined): Verdict | undefined {
  if (dlpLicense?.licensed !== false) return undefined;
  return notLicensed('The tenant has no license for data loss prevention (DLP).');
}

interface ReadRule {
  policy: DlpPolicy;
  rule: DlpRule;
  /** Undefined when the source holds the rule but not its conditions. */
  finding: Finding | undefined;
}

/** Gives the rules of a policy that act: not disabled, enforced themselves, within their dates. Each is read once. */
export type ActiveRules = (policy: DlpPolicy) => readonly ReadRule[];

export function activeRulesAmong(rules: readonly DlpRule[], takenAt: string): ActiveRules {
  const active = rules.filter((rule) => isActive(rule, takenAt));
  const byName = Map.groupBy(active, (rule) => (rule.parentPolicyName ?? '').toLowerCase());
  const byId = Map.groupBy(active, (rule) => (rule.policy ?? '').toLowerCase());
  const under = (held: Map<string, DlpRule[]>, key?: string | null) => (key ? (held.get(key.toLowerCase()) ?? []) : []);
  const read = new Map<DlpPolicy, readonly ReadRule[]>();
  return (policy) => {
    const known = read.get(policy);
    if (known) return known;
    const own = new Set([...under(byName, policy.name), ...under(byId, policy.guid)]);
    const found = [...own].map((rule) => {
      const condition = conditionOf(rule);
      return { policy, rule, finding: condition && findingOf(condition) };
    });
    read.set(policy, found);
    return found;
  };
}

function isActive(rule: DlpRule, takenAt: string): boolean {
  const enforced = !rule.mode || /^enforce$/i.test(rule.mode);
  const begun = !rule.activationDate || rule.activationDate <= takenAt;
  return rule.disabled === false && enforced && begun && (!rule.expiryDate || rule.expiryDate > takenAt);
}

type FoundRule = ReadRule & { finding: Finding };

/**
 * Active rules of enforced policies: those that find PHI, those that find at least half of it (a health term or an
 * identifier, which is PHI in the hands of a clinic), and those whose conditions the source does not hold.
 */
export function enforcedRules(
  policies: readonly DlpPolicy[],
  activeRules: ActiveRules,
  { declared }: Pick<Context, 'declared'>,
): { phi: FoundRule[]; personal: FoundRule[]; unread: ReadRule[] } {
  const left = lower(declared.policies);
  const all = policies
    .filter((policy) => stateOf(policy) === 'enforced' && !left.has((policy.name ?? '').toLowerCase()))
    .flatMap((policy) => activeRules(policy));
  const found = all.filter((read): read is FoundRule => read.finding !== undefined);
  const phi = found.filter(({ finding }) => finding.finds !== 'nothing');
  const personal = found.filter(({ finding }) => finding.finds !== 'nothing' || finding.identifiers.length > 0);
  return { phi, personal, unread: all.filter((read) => !read.finding) };
}

/** Whether the rules of a policy find PHI at any count; a policy from the HIPAA template counts unread. */
export function phiIn(policy: DlpPolicy, active: readonly ReadRule[]): 'yes' | 'narrowed' | 'no' | 'unknown' {
  const found = active.flatMap(({ finding }) => finding ?? []);
  const full = found.filter((finding) => finding.finds === 'phi');
  if (coversEveryCount(full)) return 'yes';
  if (active.some(({ finding }) => !finding)) return fromHipaaTemplate(policy) ? 'yes' : 'unknown';
  return found.some((finding) => finding.finds !== 'nothing') ? 'narrowed' : 'no';
}

function fromHipaaTemplate(policy: DlpPolicy): boolean {
  return /HIPAA|Health Insurance (Portability|Act)/i.test(asText(policy.policyTemplateInfo));
}

/** How far a policy reaches in a workload; `left` names exceptions that nobody declared. */
interface Reach {
  kind: 'all' | 'selected' | 'none' | 'unknown';
  left: string[];
}

export function reachOf(
  policy: DlpPolicy,
  workload: Workload,
  { declared, organization }: Pick<Context, 'declared' | 'organization'>,
): Reach {
  const location = policy[workload.location];
  const narrowing = [...workload.scopes, 'policyRBACScopes' as const].some((field) => places(policy[field]).length > 0);
  const named = places(location);
  if (location === undefined) {
    const elsewhere = typeof policy.workload === 'string' && !policy.workload.includes(workload.token);
    return { kind: elsewhere ? 'none' : 'unknown', left: [] };
  }
  if (named.length === 0) return { kind: narrowing ? 'selected' : 'none', left: [] };
  const allowed = lower([...declared.users, ...declared.groups, ...declared.sites, ...declared.mailboxes]);
  const left = workload.exceptions
    .flatMap((field) => places(policy[field]))
    .filter((place) => !place.some((name) => allowed.has(name.toLowerCase())))
    .map((place) => place[0]!);
  const everywhere = named.some((place) => place.some((name) => /^all$/i.test(name)));
  const { sites, groups, mailboxes } = organization.phi;
  const wanted = workload.id === 'sharePoint' ? sites : workload.id === 'exchange' ? [...groups, ...mailboxes] : groups;
  const reached = lower(named.flat());
  const allPhi = wanted.length > 0 && wanted.every((place) => reached.has(place.toLowerCase()));
  return { kind: (everywhere || allPhi) && !narrowing && left.length === 0 ? 'all' : 'selected', left };
}

/** The names a place goes by: the text itself, or an object's names, address and id (also as JSON in a text). */
export function places(raw: unknown): string[][] {
  if (!Array.isArray(raw)) return [];
  return raw
    .map((entry) => {
      const place = typeof entry === 'string' && entry.startsWith('{') ? parsed(entry) : entry;
      if (typeof place !== 'object' || place === null) return [plainText(entry)];
      const held = new Map(Object.entries(place).map(([key, value]) => [key.toLowerCase(), plainText(value)]));
      return placeNames.map((key) => held.get(key) ?? '');
    })
    .map((names) => names.filter((name) => name.trim() !== ''))
    .filter((names) => names.length > 0);
}

const placeNames = [
  'displayname',
  'name',
  'value',
  'primarysmtpaddress',
  'immutableidentity',
  'externaldirectoryobjectid',
  'id',
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** One cell of the grid workload × policy × mode. */
export interface Cell {
  policy: DlpPolicy;
  state: PolicyState;
  reach: Reach;
  phi: ReturnType<typeof phiIn>;
  failedToDistribute: boolean;
  /** What the cell is worth: only an enforced policy that finds PHI everywhere covers the workload. */
  worth: 'covers' | 'part' | 'unknown' | 'nothing';
}

/** The policies that reach a workload. Policies that do not touch it are left out. */
export function coverageOf(
  workload: Workload,
  policies: readonly DlpPolicy[],
  activeRules: ActiveRules,
  context: Pick<Context, 'declared' | 'organization'>,
): Cell[] {
  return policies.flatMap((policy) => {
    const reach = reachOf(policy, workload, context);
    if (reach.kind === 'none') return [];
    const state = stateOf(policy);
    const phi = phiIn(policy, activeRules(policy));
    const failedToDistribute = /error|fail/i.test(policy.distributionStatus ?? '');
    const cell = { policy, state, reach, phi, failedToDistribute };
    return [{ ...cell, worth: worthOf(cell) }];
  });
}

function worthOf({ state, reach, phi, failedToDistribute }: Omit<Cell, 'worth'>): Cell['worth'] {
  if (state !== 'enforced' || phi === 'no') return 'nothing';
  if (reach.kind === 'unknown' || phi === 'unknown') return 'unknown';
  return reach.kind === 'all' && phi === 'yes' && !failedToDistribute ? 'covers' : 'part';
}

/** The outcome of a whole from its parts, worst first. */
export function worstOf(outcomes: readonly JudgedOutcome[]): JudgedOutcome {
  const rank: JudgedOutcome[] = ['fail', 'partial', 'unknown', 'not-licensed', 'pass', 'not-applicable'];
  return rank.find((outcome) => outcomes.includes(outcome)) ?? 'not-applicable';
}

export function lower(names: readonly string[]): Set<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
