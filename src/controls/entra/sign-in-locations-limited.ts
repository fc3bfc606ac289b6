import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { unknown } from '../../core/verdict.ts';
import { type Policy, type Want, factsOf, has, nameOf } from './conditional-access.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { blocks } from './conditional-access-grants.ts';

/** The locations that a policy blocks, or the ones it spares when it blocks all others. */
function locationsOf(policy: Policy): string[] {
  const { includeLocations, excludeLocations } = policy.conditions?.locations ?? {};
  const include = includeLocations ?? [];
  return has(include, 'All') ? (excludeLocations ?? []) : include.filter((id) => !has(['AllTrusted'], id));
}

type Locations = SectionData<'namedLocations'>;

/** A country, or an address range that is trusted; undefined when the location was not read. */
function limits(id: string, locations: Locations | undefined): boolean | undefined {
  if (has(['AllTrusted'], id)) return true;
  if (!locations) return undefined;
  const location = locations.find((entry) => entry.id?.toLowerCase() === id.toLowerCase());
  return Boolean(location?.countriesAndRegions?.length) || location?.isTrusted === true;
}

/** `unread`: what a location counts as that nothing read describes. */
function wantWith(locations: Locations | undefined, unread: boolean): Want {
  return {
    aim: 'a block of sign-ins by location for all users and all apps',
    who: 'all',
    what: 'all',
    anyLocation: true,
    does: (policy) => blocks(policy) && locationsOf(policy).length > 0,
    weaker: (policy) =>
      locationsOf(policy).some((id) => limits(id, locations) ?? unread)
        ? []
        : [
            {
              dimension: 'locations',
              words: 'names no country and no trusted address range',
              cure: `policy "${nameOf(policy)}" names a country or a trusted address range`,
            },
          ],
  };
}

export const signInLocationsLimited = defineControl({
  id: 'entra.sign-in-locations-limited',
  title: 'Sign-ins are blocked from places where nobody works',
  finding: 'Sign-ins are accepted from any country',
  severity: 'low',
  rationale:
    'A clinic works in one or two states; password guessing comes from everywhere. A block by country turns away the bulk of it. It is no replacement for MFA: an attacker can rent an address in your town.',
  citations: ['164.312(a)(1)', '164.308(a)(5)(ii)(C)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'Prowler', id: 'entra_conditional_access_policy_untrusted_locations_blocked' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-by-location',
    },
  ],
  aliases: ['ID-16'],
  license: 'entra-p1',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['namedLocations', 'users', 'privilegedUsers'],
  evaluate(settings, context) {
    const { conditionalAccessPolicies: policies, namedLocations } = settings;
    const judge = (unread: boolean) => {
      const want = wantWith(namedLocations, unread);
      return coverageVerdict(coverageOf(policies, want, factsOf(settings, context)), want);
    };
    const verdict = judge(true);
    if (namedLocations || verdict.outcome !== 'pass' || judge(false).outcome === 'pass') return verdict;
    return unknown(
      "Can't tell: a policy blocks sign-ins by location, but named locations were not read.",
      verdict.resources,
    );
  },
  remediation: {
    fix: 'Block sign-ins from countries where nobody works',
    steps: [
      'Open the Microsoft Entra admin center, Conditional Access, Named locations, Countries location, and choose the countries people work from.',
      'Policies, New policy. Users: All users, exclude the emergency access accounts. Target resources: All resources.',
      'Conditions, Locations: include Any location, exclude the countries location. Grant: Block access.',
      'Set Enable policy to Report-only for a week, ask who is traveling, then set it to On.',
    ],
  },
  knownGaps: ['Which countries are right is for you to say; that one country list is used is all that is judged.'],
});
