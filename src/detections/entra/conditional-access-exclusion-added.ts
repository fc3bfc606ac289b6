import { defineDetection } from '../../core/detection.ts';
import { isEnforced, policyChange, policyUpdates } from './conditional-access-record.ts';
import { added, textsAt, valueAt } from './directory-record.ts';
import { isPlannedChange } from './initiator.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a policy can leave out, and what it is called. */
const exclusions: readonly (readonly [string, string])[] = [
  ['users.excludeUsers', 'users'],
  ['users.excludeGroups', 'groups'],
  ['users.excludeRoles', 'roles'],
  ['applications.excludeApplications', 'applications'],
  ['locations.excludeLocations', 'places'],
  ['platforms.excludePlatforms', 'platforms'],
];
/** Where `All` may become a few. */
const inclusions: readonly (readonly [string, string])[] = [
  ['users.includeUsers', 'users'],
  ['applications.includeApplications', 'applications'],
];

export const conditionalAccessExclusionAdded = defineDetection({
  id: 'entra.conditional-access-exclusion-added',
  title: 'A Conditional Access policy covers fewer than before',
  severity: 'high',
  citations: ['164.312(d)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1556.009'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the person who changed the policy whom the exclusion is for, and until when',
    'Take the exclusion out if nobody stands for it',
    'Look at the sign-ins of those who were left out since',
  ],
  falsePositives: [
    'Leaving out the emergency access accounts, as Microsoft advises: declare their object ids under breakGlass and it stays silent.',
    'An exclusion for some days while a device is replaced: allow it with a reason and a last day.',
  ],
  knownGaps: [
    'A new policy with wide exclusions is not seen: it weakens nothing that was there.',
    'Who joins an excluded group later is seen by entra.sensitive-group-changed if the group is named there.',
  ],
  operations: policyUpdates,
  signal(event, context) {
    if (event.outcome === 'failure' || isPlannedChange(event, context)) return undefined;
    const change = policyChange(event);
    // A policy that no longer protects at all is told by entra.conditional-access-weakened.
    if (!change || !isEnforced(change.old) || !isEnforced(change.new)) return undefined;
    const isEmergency = (id: string) => context.isBreakGlassName(id);
    const lost = [...newExclusions(change.old, change.new, isEmergency), ...narrowed(change.old, change.new)];
    if (lost.length === 0) return undefined;
    const people = lost.some((what) => /users|groups|roles|guests/.test(what));
    return {
      group: change.key,
      why: `The policy ${change.name} leaves out more ${lost.join(' and ')}, by ${event.actor.name}`,
      ...(!people && { severity: 'medium' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function newExclusions(
  before: Fields | undefined,
  after: Fields | undefined,
  isEmergency: (id: string) => boolean,
): string[] {
  const lists = exclusions
    .filter(([path]) => {
      const left = added(textsAt(before, `conditions.${path}`), textsAt(after, `conditions.${path}`));
      return left.some((id) => !isEmergency(id));
    })
    .map(([, what]) => what);
  const guests = 'conditions.users.excludeGuestsOrExternalUsers';
  return valueAt(after, guests) && !valueAt(before, guests) ? [...lists, 'guests'] : lists;
}

function narrowed(before: Fields | undefined, after: Fields | undefined): string[] {
  return inclusions
    .filter(([path]) => {
      const all = (policy: Fields | undefined) =>
        textsAt(policy, `conditions.${path}`).some((entry) => /^all$/i.test(entry));
      return all(before) && !all(after) && valueAt(after, `conditions.${path}`) !== undefined;
    })
    .map(([, what]) => what);
}
