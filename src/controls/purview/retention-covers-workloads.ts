import type { Change } from '../../core/change.ts';
import { type Context, defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData } from '../../core/snapshot.ts';
import type { Evidence } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { lower, places, worstOf } from './dlp.ts';

type Policy = SectionData<'retentionPolicies'>[number];
type Rule = SectionData<'retentionRules'>[number];

const kept = [
  { id: 'exchange', name: 'Exchange', location: 'exchangeLocation', except: 'exchangeLocationException' },
  { id: 'sharePoint', name: 'SharePoint', location: 'sharePointLocation', except: 'sharePointLocationException' },
  { id: 'oneDrive', name: 'OneDrive', location: 'oneDriveLocation', except: 'oneDriveLocationException' },
  { id: 'teamsChats', name: 'Teams chats', location: 'teamsChatLocation', except: 'teamsChatLocationException' },
  {
    id: 'teamsChannels',
    name: 'Teams channels',
    location: 'teamsChannelLocation',
    except: 'teamsChannelLocationException',
  },
] as const;
type Place = (typeof kept)[number];

/** How long a rule keeps what it touches, in days; 0 for a rule that only deletes. */
function daysKept(rule: Rule): number | undefined {
  if (rule.retentionComplianceAction === undefined || rule.retentionDuration === undefined) return undefined;
  if (/^delete$/i.test(rule.retentionComplianceAction ?? '')) return 0;
  const duration = rule.retentionDuration ?? '';
  if (/^unlimited$/i.test(duration)) return Infinity;
  return /^\d+$/.test(duration) ? Number(duration) : 0;
}

/** A rule that publishes or applies a retention label keeps only what carries the label. */
function byLabel(rule: Rule): boolean {
  return !!rule.publishComplianceTag || !!rule.applyComplianceTag;
}

function narrowed(rule: Rule): boolean {
  const types = rule.contentContainsSensitiveInformation;
  return !!rule.contentMatchQuery || (Array.isArray(types) && types.length > 0);
}

interface Cell {
  policy: Policy;
  days: number | undefined;
  worth: 'keeps' | 'part' | 'unknown' | 'nothing';
  left: string[];
}

function cellOf(policy: Policy, rules: readonly Rule[], place: Place, context: Context, wanted: number): Cell[] {
  const reached = lower(places(policy[place.location]).flat());
  const location = policy[place.location];
  if (policy.enabled !== true || (location !== undefined && reached.size === 0)) return [];
  if (policy.mode && !/^(enforce|enable)$/i.test(policy.mode)) return [];
  const { users, groups, sites, mailboxes } = context.declared;
  const allowed = lower([...users, ...groups, ...sites, ...mailboxes]);
  const left = places(policy[place.except])
    .filter((names) => !names.some((name) => allowed.has(name.toLowerCase())))
    .map((names) => names[0]!);
  const own = rules.filter((rule) => {
    const of = rule.policy?.toLowerCase();
    return (
      rule.disabled !== true &&
      !byLabel(rule) &&
      !!of &&
      (of === policy.guid?.toLowerCase() || of === policy.name?.toLowerCase())
    );
  });
  return own.map((rule): Cell => {
    const days = daysKept(rule);
    const unknown = days === undefined || location === undefined;
    const whole = reached.has('all') && left.length === 0 && !narrowed(rule);
    const worth = unknown ? 'unknown' : days < wanted ? 'nothing' : whole ? 'keeps' : 'part';
    return { policy, days, worth, left };
  });
}

interface Row {
  place: Place;
  cells: Cell[];
  outcome: JudgedOutcome;
}

function grid(policies: readonly Policy[], rules: readonly Rule[], context: Context, wanted: number): Row[] {
  return kept.map((place) => {
    const cells = policies.flatMap((policy) => cellOf(policy, rules, place, context, wanted));
    const has = (worth: Cell['worth']) => cells.some((cell) => cell.worth === worth);
    const outcome = has('keeps') ? 'pass' : has('part') ? 'partial' : has('unknown') ? 'unknown' : 'fail';
    return { place, cells, outcome };
  });
}

function cellText({ policy, days, worth, left }: Cell): string {
  const length =
    days === undefined
      ? 'duration not collected'
      : days === 0
        ? 'only deletes'
        : days === Infinity
          ? 'keeps for ever'
          : `keeps ${days} days`;
  const part = left.length > 0 ? `, without ${left.join(', ')}` : ', selected content only';
  return `${policy.name}: ${length}${worth === 'part' ? part : ''}`;
}

const evidenceOf = ({ place, cells, outcome }: Row, wanted: number): Evidence => ({
  id: place.id,
  name: place.name,
  expected: `An enabled retention policy for all that keeps content for at least ${wanted} days`,
  actual: cells.map(cellText).join('; ') || 'No enabled retention policy',
  readFrom: `retentionPolicies.${place.location}` as Evidence['readFrom'],
  outcome,
});

export const retentionCoversWorkloads = defineControl({
  id: 'purview.retention-covers-workloads',
  title: 'Retention policies keep mail, files and chats for six years',
  finding: 'Mail, files or chats can be deleted before six years are over',
  severity: 'medium',
  rationale:
    'HIPAA asks you to keep its documentation (policies, risk analyses, incident records) for six years; how long a medical record is kept is a matter of state law. Such documents lie in mail and files, and a retention policy is what stops anybody from deleting them, by accident or not.',
  citations: ['164.316(b)(2)(i)', '164.308(a)(7)(ii)(A)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'Maester', id: 'MT.1176' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/retention' },
  ],
  aliases: ['PV-14'],
  parameters: {
    keepDays: { default: 2190, tighten: 'higher', title: 'Shortest retention in days (six years are 2190)' },
  },
  reads: ['retentionPolicies.enabled', 'retentionRules'],
  evaluate({ retentionPolicies, retentionRules }, context) {
    const wanted = context.parameters.keepDays;
    const rows = grid(retentionPolicies, retentionRules, context, wanted);
    const named = (outcome: JudgedOutcome) =>
      rows.filter((row) => row.outcome === outcome).map(({ place }) => place.name);
    const some = named('pass').length > 0 || named('partial').length > 0;
    const words: [string, string[]][] = [
      [`Kept for ${wanted} days or longer`, named('pass')],
      ['Kept in part', named('partial')],
      ["Can't tell", named('unknown')],
      ['Not kept', named('fail')],
    ];
    const open = [...named('partial'), ...named('unknown'), ...named('fail')];
    return {
      outcome: worstOf(rows.map(({ outcome }) => (outcome === 'fail' && some ? 'partial' : outcome))),
      why: words.flatMap(([word, names]) => (names.length > 0 ? [`${word}: ${names.join(', ')}.`] : [])).join(' '),
      resources: rows.map((row) => evidenceOf(row, wanted)),
      ...(open.length > 0 && {
        wouldPassIf: `An enabled retention policy keeps all content of ${open.join(', ')} for at least ${wanted} days.`,
      }),
    };
  },
  remediation: {
    fix: 'Keep mail, files and Teams messages for six years by retention policy',
    steps: [
      'Ask who keeps your records schedule how long medical records must be kept in your states.',
      'Open the Microsoft Purview portal, Data lifecycle management, Policies, Retention policies, New retention policy.',
      'Choose a static policy for Exchange mailboxes, SharePoint sites and OneDrive accounts, and a second one for Teams channel messages and chats.',
      'Choose "Retain items for a specific period", 6 years or longer, and "Do nothing" at the end.',
    ],
    script: [
      "New-RetentionCompliancePolicy -Name 'Keep six years' -ExchangeLocation All -SharePointLocation All -OneDriveLocation All -Enabled $true",
      "New-RetentionComplianceRule -Name 'Keep six years' -Policy 'Keep six years' -RetentionDuration 2190 -RetentionComplianceAction Keep",
      "New-RetentionCompliancePolicy -Name 'Keep Teams messages six years' -TeamsChannelLocation All -TeamsChatLocation All -Enabled $true",
      "New-RetentionComplianceRule -Name 'Keep Teams messages six years' -Policy 'Keep Teams messages six years' -RetentionDuration 2190 -RetentionComplianceAction Keep",
    ],
  },
  changes({ retentionPolicies, retentionRules }, context) {
    const days = context.parameters.keepDays;
    const open = grid(retentionPolicies, retentionRules, context, days).filter(({ outcome }) => outcome !== 'pass');
    if (open.some(({ outcome }) => outcome === 'unknown')) return [];
    const isTeams = ({ place }: Row) => place.id.startsWith('teams');
    return [
      ...keep(
        'Keep records',
        open.filter((row) => !isTeams(row)),
        days,
      ),
      ...keep('Keep Teams messages', open.filter(isTeams), days),
    ];
  },
  knownGaps: [
    'Messages in Teams private and shared channels follow their own locations, which are not judged.',
    'Retention labels that people or rules apply to single items are not counted: they keep only what carries them.',
    'A longer period that state law asks for must be set as the parameter keepDays.',
  ],
  assumed: [
    'Policies with adaptive scopes list no "All" location and count as partial or not at all.',
    'Get-RetentionComplianceRule names its policy by id or name and gives the duration in days or "Unlimited".',
  ],
});

/** Teams messages cannot share a policy with mail and files. */
function keep(name: string, rows: readonly Row[], days: number): Change[] {
  if (rows.length === 0) return [];
  const notice = 'Nobody at once: people can still delete, and a hidden copy is kept until the period ends.';
  const locations = rows.map(({ place }) => `-${place.location.charAt(0).toUpperCase()}${place.location.slice(1)} All`);
  return [
    {
      section: 'retentionPolicies',
      operation: 'create',
      match: { name },
      values: { name, enabled: true, ...Object.fromEntries(rows.map(({ place }) => [place.location, ['All']])) },
      call: `New-RetentionCompliancePolicy -Name ${quoted(name)} ${locations.join(' ')} -Enabled $true`,
      summary: `Create retention policy ${name}`,
      notice,
      undo: 'restore',
    },
    {
      section: 'retentionRules',
      operation: 'create',
      match: { name },
      values: { name, policy: name, retentionDuration: String(days), retentionComplianceAction: 'Keep' },
      call: `New-RetentionComplianceRule -Name ${quoted(name)} -Policy ${quoted(name)} -RetentionDuration ${days} -RetentionComplianceAction Keep`,
      summary: `Keep content of ${rows.map(({ place }) => place.name).join(', ')} for ${days} days`,
      notice,
      undo: 'restore',
    },
  ];
}
