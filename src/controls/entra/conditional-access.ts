import type { Context } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';

export type Policy = SectionData<'conditionalAccessPolicies'>[number];

interface Person {
  id?: string | null;
  userPrincipalName?: string | null;
  displayName?: string | null;
}

export interface Facts {
  declared: Context['declared'];
  /** For names, and to find the object id of an exclusion that is declared by user principal name. */
  people: readonly (readonly Person[])[];
}

/** What a control reads beside the policies to name people and to know who is declared. */
export function factsOf(
  settings: { users?: readonly Person[] | undefined; privilegedUsers?: readonly Person[] | undefined },
  { declared }: Pick<Context, 'declared'>,
): Facts {
  return { declared, people: [settings.users ?? [], settings.privilegedUsers ?? []] };
}

export type Dimension =
  | 'state'
  | 'users'
  | 'apps'
  | 'platforms'
  | 'client apps'
  | 'locations'
  | 'devices'
  | 'condition'
  | 'grant'
  | 'strength';

/** One way in which a policy falls short of the coverage that is wanted. */
export interface Gap {
  dimension: Dimension;
  /** A predicate of the policy: "is report-only", "excludes group g". */
  words: string;
  /** What would close it, as a clause: "user u is declared as an exclusion". */
  cure: string;
  /** What stays open, where another policy can cover just that. Absent = no other policy can. */
  hole?: readonly string[];
  /** Field values that close it and leave the aim of the policy as it is. */
  set?: Readonly<Record<string, unknown>>;
  /** ScubaGear does not look at it (`wardline`), or only ScubaGear minds it (`scuba`). */
  only?: 'wardline' | 'scuba';
  /** Why it may be no gap at all: an exclusion is declared by a name that nothing here resolves, or a part was not read. */
  unsure?: string;
}

/** The coverage that a control wants from Conditional Access. */
export interface Want {
  /** What policies have to enforce, for sentences: "MFA for all users and all apps". */
  aim: string;
  who: 'all' | 'guests' | { roles: readonly string[] };
  what: 'all' | 'office' | 'registration';
  /** Whether a policy goes for it at all. Others are not looked at. */
  does(policy: Policy): boolean;
  /** Where its grant is weaker than wanted. */
  weaker?(policy: Policy): Gap[];
  /** Stricter published criterion of the SCuBA policy. */
  scuba?(policy: Policy): boolean;
  /** Client app types that matter; all when absent. */
  clientApps?: readonly string[];
  risk?: 'user' | 'sign-in';
  flow?: 'deviceCodeFlow';
  /** The location condition is judged by the control itself. */
  anyLocation?: boolean;
  /** A device filter that matches is part of the aim. */
  deviceFilter?: RegExp;
  /** Gaps that leave a weaker form of the safeguard: partial in place of fail. */
  partial?: readonly Dimension[];
}

export const clientAppTypes = ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'] as const;
export type Texts = readonly string[] | null | undefined;

export function has(list: Texts, value: string): boolean {
  return list?.some((entry) => entry.toLowerCase() === value.toLowerCase()) ?? false;
}

export function nameOf(policy: Policy): string {
  return policy.displayName || policy.id || 'policy without a name';
}

export function listed(entries: readonly string[]): string {
  return entries.length < 3 ? entries.join(' and ') : `${entries.slice(0, -1).join(', ')} and ${entries.at(-1)}`;
}
