import { BlockList, isIP } from 'node:net';
import type { SignIn } from '../../core/sign-in.ts';
import type { SectionData, Snapshot } from '../../core/snapshot.ts';
import { type Answer, allOf, among, anyOf, not } from './answer.ts';
import { filterMatches } from './device-filter.ts';
import type { Policy } from './people.ts';

type Conditions = NonNullable<Policy['conditions']>;
type Location = SectionData<'namedLocations'>[number];

/** Everything but who and what: client, platform, place, device, risk and flow. All of them must hold. */
export function conditionsHold(conditions: Conditions, signIn: SignIn, locations: Places): Answer {
  const { devices } = conditions;
  const old = [...(devices?.includeDevices ?? []), ...(devices?.excludeDevices ?? [])].filter(
    (entry) => entry.toLowerCase() !== 'all',
  );
  return allOf([
    isClient(conditions.clientAppTypes ?? [], signIn),
    onPlatform(conditions.platforms, signIn),
    inPlace(conditions.locations, signIn, locations),
    filterMatches(devices?.deviceFilter, signIn.device),
    old.length === 0 || { unknown: 'the policy chooses devices by a state that Microsoft retired' },
    atRisk(conditions.signInRiskLevels ?? [], signIn.risk),
    (conditions.userRiskLevels ?? []).length === 0 || { unknown: 'the log does not hold the risk of the user' },
    !hasInsiderRisk(conditions.insiderRiskLevels) || { unknown: 'the log does not hold the insider risk of the user' },
    byFlow(conditions.authenticationFlows?.transferMethods, signIn),
  ]);
}

/** Empty and `all` mean every client. */
function isClient(types: readonly string[], { clientApp }: SignIn): Answer {
  // `easSupported` is the retired name of one part of Exchange ActiveSync.
  const wanted = types.map((type) => (type === 'easSupported' ? 'exchangeActiveSync' : type));
  if (wanted.length === 0 || wanted.includes('all')) return true;
  return among(wanted, clientApp, 'the log does not say which kind of client was used');
}

function onPlatform(platforms: Conditions['platforms'], { device }: SignIn): Answer {
  const include = platforms?.includePlatforms ?? [];
  if (include.length === 0) return true;
  const has = (list: readonly string[]): Answer =>
    list.some((entry) => entry.toLowerCase() === 'all') ||
    among(list, device?.platform, 'the log does not say which system the device runs');
  return allOf([has(include), not(has(platforms?.excludePlatforms ?? []))]);
}

/** `hidden` is logged where the tenant has no license to see the level. */
function atRisk(levels: readonly string[], risk: string | undefined): Answer {
  if (levels.length === 0) return true;
  if (risk === undefined || risk === 'hidden') return { unknown: 'the log does not show the risk of the sign-in' };
  return levels.includes(risk);
}

function hasInsiderRisk(levels: unknown): boolean {
  const listed = Array.isArray(levels) ? levels : typeof levels === 'string' ? levels.split(',') : [];
  return listed.some((level) => typeof level === 'string' && level.trim() !== '' && level.trim() !== 'none');
}

function byFlow(methods: string | null | undefined, { flow }: SignIn): Answer {
  const wanted = (methods ?? '')
    .split(',')
    .map((method) => method.trim())
    .filter((method) => method && method !== 'none');
  if (wanted.length === 0) return true;
  return among(wanted, flow, 'the log does not say whether the sign-in was passed on from another device');
}

/** Named locations, ready to be asked. */
export interface Places {
  contains(id: string, signIn: SignIn): Answer;
}

export function placesOf(snapshot: Snapshot): Places {
  const section = snapshot.sections.namedLocations;
  const known = section.status === 'read' ? section.data : undefined;
  const ranges = new Map((known ?? []).map((location) => [location, rangesOf(location)]));
  const within = (location: Location, { ip, country }: SignIn): Answer => {
    const countries = location.countriesAndRegions ?? [];
    if (countries.length > 0) {
      if (/gps/i.test(location.countryLookupMethod ?? ''))
        return { unknown: 'the log does not hold where the phone was by its GPS' };
      return country === undefined
        ? (location.includeUnknownCountriesAndRegions ?? { unknown: 'the log does not say from which country' })
        : countries.some((entry) => entry.toUpperCase() === country.toUpperCase());
    }
    const version = ip === undefined ? 0 : isIP(ip);
    if (ip === undefined || version === 0) return { unknown: 'the log does not hold the address of the sign-in' };
    return ranges.get(location)!.check(ip, version === 6 ? 'ipv6' : 'ipv4');
  };
  return {
    contains(id, signIn) {
      if (id.toLowerCase() === 'all') return true;
      if (!known) return { unknown: 'the named locations were not read' };
      if (id.toLowerCase() === 'alltrusted')
        return anyOf(known.filter(({ isTrusted }) => isTrusted === true).map((location) => within(location, signIn)));
      const location = known.find((entry) => entry.id?.toLowerCase() === id.toLowerCase());
      return location ? within(location, signIn) : { unknown: 'a location that the policy names was not read' };
    },
  };
}

function rangesOf(location: Location): BlockList {
  const list = new BlockList();
  for (const { cidrAddress } of location.ipRanges ?? []) {
    const [address = '', bits] = (cidrAddress ?? '').split('/');
    const version = isIP(address);
    if (version === 0) continue;
    const most = version === 6 ? 128 : 32;
    const prefix = bits === undefined ? most : Number(bits);
    if (Number.isInteger(prefix) && prefix >= 0 && prefix <= most)
      list.addSubnet(address, prefix, version === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** No location condition means everywhere. */
function inPlace(condition: Conditions['locations'], signIn: SignIn, places: Places): Answer {
  const include = condition?.includeLocations ?? [];
  const exclude = condition?.excludeLocations ?? [];
  if (include.length === 0 && exclude.length === 0) return true;
  const within = (ids: readonly string[]): Answer => anyOf(ids.map((id) => places.contains(id, signIn)));
  return allOf([include.length === 0 || within(include), not(within(exclude))]);
}
