import type { Organization } from '../core/organization.ts';
import { phishingResistantMethods } from '../core/sign-in-methods.ts';
import type { SectionData, Snapshot } from '../core/snapshot.ts';

type Registration = SectionData<'userRegistrationDetails'>[number];

/** How a group of people signs in, counted by the strongest method that each has registered. */
export interface MethodShare {
  group: 'Administrators' | 'Sensitive accounts' | 'Everyone';
  people: number;
  phishingResistant: number;
  /** Another second factor than text message or call. */
  app: number;
  /** Text message or call only. */
  phoneOnly: number;
  none: number;
  /** Percent with a phishing-resistant method, and what to reach. */
  share: number;
  goal: number;
}

const byPhone = new Set(['mobilePhone', 'alternateMobilePhone', 'officePhone']);
/** They reset a password or fill a gap; they are no second factor to rely on. */
const noFactor = new Set(['email', 'securityQuestion', 'temporaryAccessPass', 'password']);

/** Shares by group, administrators first; undefined where registrations were not read. Guests and emergency accounts are left out. */
export function methodShares(snapshot: Snapshot, organization: Organization): MethodShare[] | undefined {
  const { userRegistrationDetails, privilegedUsers } = snapshot.sections;
  if (userRegistrationDetails.status !== 'read') return undefined;
  const emergency = new Set(organization.breakGlass.map((name) => name.toLowerCase()));
  const named = (person: Registration, names: ReadonlySet<string>) =>
    [person.id, person.userPrincipalName].some((name) => name && names.has(name.toLowerCase()));
  const people = userRegistrationDetails.data.filter(
    (person) => person.userType?.toLowerCase() !== 'guest' && !named(person, emergency),
  );
  const admins = new Set(
    privilegedUsers.status === 'read' ? privilegedUsers.data.flatMap(({ id }) => (id ? [id.toLowerCase()] : [])) : [],
  );
  const sensitive = new Set(organization.sensitiveAccounts.map((name) => name.toLowerCase()));
  return [
    shareOf(
      'Administrators',
      people.filter((person) => person.isAdmin === true || named(person, admins)),
    ),
    ...(sensitive.size > 0
      ? [
          shareOf(
            'Sensitive accounts',
            people.filter((person) => named(person, sensitive)),
          ),
        ]
      : []),
    shareOf('Everyone', people),
  ];
}

function shareOf(group: MethodShare['group'], people: readonly Registration[]): MethodShare {
  const counts = { phishingResistant: 0, app: 0, phoneOnly: 0, none: 0 };
  for (const person of people) counts[strongest(person.methodsRegistered ?? [])] += 1;
  const share = people.length === 0 ? 0 : Math.floor((counts.phishingResistant / people.length) * 100);
  return { group, people: people.length, ...counts, share, goal: 100 };
}

function strongest(methods: readonly string[]): 'phishingResistant' | 'app' | 'phoneOnly' | 'none' {
  if (methods.some((method) => phishingResistantMethods.has(method))) return 'phishingResistant';
  const others = methods.filter((method) => !noFactor.has(method));
  if (others.some((method) => !byPhone.has(method))) return 'app';
  return others.length > 0 ? 'phoneOnly' : 'none';
}
