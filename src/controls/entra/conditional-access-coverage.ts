import { type Evidence, type Verdict, fail, partial, pass, unknown } from '../../core/verdict.ts';
import {
  type Dimension,
  type Facts,
  type Gap,
  type Policy,
  type Want,
  has,
  listed,
  nameOf,
} from './conditional-access.ts';
import { gapsOf } from './conditional-access-gaps.ts';
import { blocks } from './conditional-access-grants.ts';
import { guestTypesIn } from './conditional-access-principals.ts';

interface Near {
  policy: Policy;
  /** What neither this policy nor another covers. */
  gaps: Gap[];
}

export interface Coverage {
  /** The policies that together cover all that is wanted; empty = something stays open. */
  by: readonly Policy[];
  /** Policies that go for it and leave something open, the nearest first. */
  near: readonly Near[];
  /** Policies that may cover it: the source cut their records short, and nothing that it holds speaks against it. */
  cut: readonly Policy[];
  /** One policy meets the published criterion of SCuBA. */
  scuba: boolean;
}

/** What another policy can make up for in the eyes of SCuBA, which adds up neither people nor apps. */
const narrowings: ReadonlySet<Dimension> = new Set(['platforms', 'client apps', 'locations']);

/**
 * Whether Conditional Access covers what is wanted. One policy may do, or one whose openings (an excluded group, a
 * platform left out) are each covered by another enforced policy that has no other opening.
 */
export function coverageOf(policies: readonly Policy[], want: Want, facts: Facts): Coverage {
  const aimed = policies.filter((policy) => want.does(policy));
  const own = new Map(aimed.map((policy) => [policy, gapsOf(policy, want, facts)]));
  const helpers = [...own];
  // What is blocked needs no second factor, device or session limit.
  const { weaker: _, ...plain } = want;
  const helpersByBlock = policies
    .filter((policy) => blocks(policy) && !own.has(policy))
    .map((policy): [Policy, Gap[]] => [policy, gapsOf(policy, plain, facts)]);
  const all = [...helpers, ...helpersByBlock];

  let by: Policy[] = [];
  let scuba = false;
  const near: Near[] = [];
  for (const [policy, gaps] of own) {
    const mine = gaps.filter((gap) => gap.only !== 'scuba');
    const filled = new Map(mine.map((gap) => [gap, fillers(gap, policy, all)]));
    const open = mine.filter((gap) => !filled.get(gap));
    const strict = gaps.filter((gap) => gap.only !== 'wardline');
    if (strict.every((gap) => narrowings.has(gap.dimension) && filled.get(gap)) && (want.scuba?.(policy) ?? true))
      scuba = true;
    if (open.length > 0) near.push({ policy, gaps: open });
    else if (by.length === 0 || mine.length === 0) {
      const found = [...new Set([policy, ...[...filled.values()].flatMap((list) => list ?? [])])];
      if (by.length === 0 || found.length < by.length) by = found;
    }
  }
  near.sort(
    (a, b) =>
      Number(isWeaker(b, want)) - Number(isWeaker(a, want)) ||
      a.gaps.length - b.gaps.length ||
      own.get(a.policy)!.length - own.get(b.policy)!.length,
  );
  return { by, near, cut: policies.filter((policy) => mayCover(policy, own.get(policy))), scuba };
}

/** Graph leaves out neither state, users nor apps, nor both kinds of controls: where one is absent, it was not read. */
function mayCover(policy: Policy, gaps: readonly Gap[] | undefined): boolean {
  const { state, conditions, grantControls, sessionControls } = policy;
  if (state && state.toLowerCase() !== 'enabled') return false;
  if (!conditions || (grantControls === undefined && !sessionControls)) return true;
  if ((state && conditions.users && conditions.applications) || !gaps) return false;
  const unread = (dimension: Dimension) =>
    (dimension === 'state' && !state) ||
    (dimension === 'users' && !conditions.users) ||
    (dimension === 'apps' && !conditions.applications);
  return gaps.every((gap) => gap.only === 'scuba' || unread(gap.dimension));
}

/** It does the same for everybody in a weaker form. */
function isWeaker({ gaps }: Near, want: Want): boolean {
  return gaps.every((gap) => want.partial?.includes(gap.dimension));
}

/** Policies that cover a gap's whole hole, or undefined. */
function fillers(gap: Gap, of: Policy, all: readonly [Policy, Gap[]][]): Policy[] | undefined {
  if (!gap.hole) return undefined;
  const found: Policy[] = [];
  for (const token of gap.hole) {
    const filler = all.find(([policy, gaps]) => policy !== of && covers(policy, gaps, gap, token));
    if (!filler) return undefined;
    found.push(filler[0]);
  }
  return found;
}

function covers(policy: Policy, gaps: readonly Gap[], gap: Gap, token: string): boolean {
  const open = gaps.filter((entry) => entry.only !== 'scuba');
  if (open.some((entry) => entry.dimension !== gap.dimension)) return false;
  const [kind, id] = [token.slice(0, token.indexOf(':')), token.slice(token.indexOf(':') + 1)];
  const holes = open.flatMap((entry) => entry.hole ?? []);
  const excluded = holes.filter((hole) => /^(user|group|role|guests):/.test(hole));
  const { users, applications, platforms, clientAppTypes, locations } = policy.conditions ?? {};
  switch (kind) {
    case 'user': {
      // Two policies for all users that leave out different users cover them all; groups could hold the same user.
      const included = has(users?.includeUsers, id) || has(users?.includeUsers, 'All');
      return included && excluded.every((hole) => hole.startsWith('user:') && hole !== token);
    }
    case 'group':
      return has(users?.includeGroups, id) && excluded.length === 0;
    case 'role':
    case 'admin':
      return has(users?.includeRoles, id) && excluded.length === 0;
    case 'guests':
    case 'guest':
      return (
        excluded.length === 0 &&
        (has(users?.includeUsers, 'GuestsOrExternalUsers') ||
          guestTypesIn(users?.includeGuestsOrExternalUsers, 'every tenant').includes(id))
      );
    case 'app':
      return has(applications?.includeApplications, id) && holes.length === 0;
    case 'platforms':
      return (
        (has(platforms?.includePlatforms, id) || has(platforms?.includePlatforms, 'all')) &&
        !has(platforms?.excludePlatforms, id)
      );
    case 'client apps':
      return has(clientAppTypes, id);
    default:
      return has(locations?.includeLocations, id) && (locations?.excludeLocations ?? []).length === 0;
  }
}

/** The verdict on a coverage, with the verdict on the SCuBA policy when there is one. */
export function coverageVerdict(coverage: Coverage, want: Want, scubaId?: string): Verdict {
  const { by, near, cut, scuba } = coverage;
  const nearest = near[0];
  const extras = (outcome: 'pass' | 'fail' | 'unknown') => (scubaId ? { policies: { [scubaId]: outcome } } : {});
  if (by.length > 0) {
    const names = listed(by.map((policy) => `"${nameOf(policy)}"`));
    const sentence =
      by.length === 1 ? `Policy ${names} enforces ${want.aim}.` : `Policies ${names} together enforce ${want.aim}.`;
    return pass(
      sentence,
      by.map((policy) => evidence(policy, want, restWords(policy))),
      extras(scuba ? 'pass' : 'fail'),
    );
  }
  if (cut.length > 0) {
    return unknown(
      `Can't tell whether Conditional Access enforces ${want.aim}: the source holds ${listed(cut.map((policy) => `"${nameOf(policy)}"`))} without its state, conditions or controls.`,
      cut.map((policy) => evidence(policy, want, 'not read in full')),
      extras(scuba ? 'pass' : 'unknown'),
    );
  }
  if (!nearest) {
    return fail(
      `There is no Conditional Access policy for ${want.aim}.`,
      [
        {
          id: 'conditional-access',
          name: 'Conditional Access',
          expected: `a policy that enforces ${want.aim}`,
          actual: 'no policy does this',
          readFrom: 'conditionalAccessPolicies',
        },
      ],
      extras('fail'),
    );
  }
  const shown = near.map(({ policy, gaps }) => evidence(policy, want, gaps.map((gap) => gap.words).join('; ')));
  const left = nearest.gaps.map((gap) => gap.words);
  const reasons = nearest.gaps.map((gap) => gap.unsure);
  if (reasons.every((reason) => reason !== undefined)) {
    return unknown(
      `Can't tell: "${nameOf(nearest.policy)}" ${listed(left)}, and ${[...new Set(reasons)].join(' ')}`,
      shown,
      extras('unknown'),
    );
  }
  return (isWeaker(nearest, want) ? partial : fail)(
    `Conditional Access does not enforce ${want.aim}. The nearest policy, "${nameOf(nearest.policy)}", ${listed(left)}.`,
    shown,
    { wouldPassIf: sentenceOf(nearest.gaps.map((gap) => gap.cure)), ...extras(scuba ? 'pass' : 'fail') },
  );
}

function sentenceOf(clauses: readonly string[]): string {
  const text = listed(clauses);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function evidence(policy: Policy, want: Want, actual: string): Evidence {
  return {
    id: policy.id || nameOf(policy),
    name: nameOf(policy),
    expected: `enforces ${want.aim}`,
    actual,
    readFrom: 'conditionalAccessPolicies',
  };
}

/** What a passing policy leaves out by declaration. */
function restWords(policy: Policy): string {
  const users = policy.conditions?.users ?? {};
  const count = (list: readonly string[] | null | undefined, noun: string) =>
    list?.length ? [`${list.length} excluded ${noun}${list.length === 1 ? '' : 's'} (${list.join(', ')})`] : [];
  const left = [
    ...count(users.excludeUsers, 'user'),
    ...count(users.excludeGroups, 'group'),
    ...count(users.excludeRoles, 'role'),
    ...count(guestTypesIn(users.excludeGuestsOrExternalUsers), 'guest type'),
    ...count(policy.conditions?.applications?.excludeApplications, 'app'),
  ];
  return left.length > 0 ? `on, with ${listed(left)}` : 'on, nobody excluded';
}
