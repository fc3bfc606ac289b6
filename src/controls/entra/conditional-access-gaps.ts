import { isPlainObject } from '../../core/shape.ts';
import {
  type Dimension,
  type Facts,
  type Gap,
  type Policy,
  type Texts,
  type Want,
  clientAppTypes,
  has,
  listed,
  nameOf,
} from './conditional-access.ts';
import { excludedGaps, includedGaps } from './conditional-access-principals.ts';

const officeApps = ['00000002-0000-0ff1-ce00-000000000000', '00000003-0000-0ff1-ce00-000000000000'];
const words: Record<string, string> = {
  browser: 'browsers',
  mobileappsanddesktopclients: 'mobile and desktop apps',
  exchangeactivesync: 'Exchange ActiveSync',
  other: 'other legacy clients',
  alltrusted: 'trusted locations',
  ios: 'iOS',
  macos: 'macOS',
  windows: 'Windows',
  windowsphone: 'Windows Phone',
  android: 'Android',
  linux: 'Linux',
};

/** Every way in which a policy falls short of the coverage that is wanted; none = it covers it alone. */
export function gapsOf(policy: Policy, want: Want, facts: Facts): Gap[] {
  return [
    ...stateGaps(policy),
    ...includedGaps(policy, want),
    ...excludedGaps(policy, facts),
    ...appGaps(policy, want, facts),
    ...platformGaps(policy),
    ...clientAppGaps(policy, want),
    ...(want.anyLocation ? [] : locationGaps(policy)),
    ...deviceGaps(policy, want),
    ...conditionGaps(policy, want),
    ...(want.weaker?.(policy) ?? []),
  ];
}

function stateGaps(policy: Policy): Gap[] {
  const state = policy.state?.toLowerCase();
  if (state === 'enabled') return [];
  const reportOnly = state === 'enabledforreportingbutnotenforced';
  return [
    {
      dimension: 'state',
      words: reportOnly ? 'is report-only' : 'is off',
      cure: `policy "${nameOf(policy)}" is switched ${reportOnly ? 'from report-only to on' : 'on'}`,
      set: { state: 'enabled' },
    },
  ];
}

function appGaps(policy: Policy, want: Want, { declared }: Facts): Gap[] {
  if (want.what === 'registration') return [];
  const apps = policy.conditions?.applications ?? {};
  const include = apps.includeApplications;
  const gaps: Gap[] = [];
  const wide =
    has(include, 'All') ||
    (want.what === 'office' && (has(include, 'Office365') || officeApps.every((app) => has(include, app))));
  if (!wide) {
    const aim = want.what === 'office' ? 'Office 365' : 'all apps';
    const found = include?.filter((app) => !/^none$/i.test(app)) ?? [];
    const only =
      found.length > 0
        ? listed(found.map((app) => (app === 'Office365' ? 'Office 365' : `app ${app}`)))
        : apps.includeUserActions?.length
          ? 'a user action'
          : 'no app';
    gaps.push({
      dimension: 'apps',
      words: `applies to ${only} only`,
      cure: `policy "${nameOf(policy)}" includes ${aim}`,
    });
  }
  const left = (apps.excludeApplications ?? []).filter(
    (app) => !has(declared.applications, app) && !/^none$/i.test(app),
  );
  if (left.length > 0) {
    gaps.push({
      dimension: 'apps',
      words: `excludes app${left.length === 1 ? '' : 's'} ${listed(left)} without a declared reason`,
      cure: `app${left.length === 1 ? '' : 's'} ${listed(left)} ${left.length === 1 ? 'is declared as an exclusion' : 'are declared as exclusions'}`,
      hole: left.map((app) => `app:${app.toLowerCase()}`),
      set: {
        'conditions.applications.excludeApplications': apps.excludeApplications!.filter((app) => !left.includes(app)),
      },
    });
  }
  if (holdsAny(apps.applicationFilter))
    gaps.push(narrowed(policy, 'apps', 'is narrowed by an application filter', 'application filter'));
  return gaps;
}

function platformGaps(policy: Policy): Gap[] {
  const { includePlatforms: include, excludePlatforms: exclude } = policy.conditions?.platforms ?? {};
  return scopeGaps(policy, 'platforms', include ?? [], exclude ?? [], 'platform');
}

function locationGaps(policy: Policy): Gap[] {
  const { includeLocations: include, excludeLocations: exclude } = policy.conditions?.locations ?? {};
  return scopeGaps(policy, 'locations', include ?? [], exclude ?? [], 'location');
}

function scopeGaps(
  policy: Policy,
  dimension: 'platforms' | 'locations',
  include: readonly string[],
  exclude: readonly string[],
  noun: string,
): Gap[] {
  const plain = (entry: string) =>
    words[entry.toLowerCase()] ?? (dimension === 'locations' ? `location ${entry}` : entry);
  if (include.length > 0 && !has(include, 'all'))
    return [narrowed(policy, dimension, `applies to ${listed(include.map(plain))} only`, `${noun} condition`)];
  if (exclude.length === 0) return [];
  return [
    {
      ...narrowed(policy, dimension, `leaves out ${listed(exclude.map(plain))}`, `${noun} condition`),
      hole: exclude.map((entry) => `${dimension}:${entry.toLowerCase()}`),
    },
  ];
}

function narrowed(policy: Policy, dimension: Dimension, predicate: string, condition: string): Gap {
  return { dimension, words: predicate, cure: `policy "${nameOf(policy)}" loses its ${condition}` };
}

function clientAppGaps(policy: Policy, want: Want): Gap[] {
  const types = policy.conditions?.clientAppTypes;
  if (!types?.length || has(types, 'all')) return [];
  const missing = (want.clientApps ?? clientAppTypes).filter((type) => !has(types, type));
  if (missing.length === 0) return [];
  const plain = listed(missing.map((type) => words[type.toLowerCase()] ?? type));
  return [
    {
      dimension: 'client apps',
      words: `leaves out ${plain}`,
      cure: `policy "${nameOf(policy)}" includes ${plain}`,
      hole: missing.map((type) => `client apps:${type.toLowerCase()}`),
    },
  ];
}

function deviceGaps(policy: Policy, want: Want): Gap[] {
  const devices = policy.conditions?.devices;
  const gaps: Gap[] = [];
  const { mode, rule } = devices?.deviceFilter ?? {};
  if (mode && !rule) gaps.push(narrowed(policy, 'devices', 'is narrowed by a device filter', 'device filter'));
  if (rule && !want.deviceFilter?.test(rule)) {
    const predicate = /exclude/i.test(mode ?? '') ? 'leaves out' : 'applies only to';
    gaps.push(narrowed(policy, 'devices', `${predicate} devices where ${rule}`, 'device filter'));
  }
  const some = devices?.includeDevices?.length && !has(devices.includeDevices, 'All');
  if (some || devices?.excludeDevices?.length)
    gaps.push(narrowed(policy, 'devices', 'is narrowed by a device condition', 'device condition'));
  return gaps;
}

const knownConditions = new Set(
  'clientAppTypes userRiskLevels signInRiskLevels servicePrincipalRiskLevels insiderRiskLevels platforms locations devices authenticationFlows clientApplications applications users'
    .toLowerCase()
    .split(' '),
);

function conditionGaps(policy: Policy, want: Want): Gap[] {
  const conditions = policy.conditions ?? {};
  const gaps: Gap[] = [];
  const risk = (kind: 'user' | 'sign-in', levels: Texts) => {
    if (!levels?.length || (want.risk === kind && has(levels, 'high'))) return;
    gaps.push(
      narrowed(policy, 'condition', `applies only at ${kind} risk ${listed(levels)}`, `${kind} risk condition`),
    );
  };
  risk('user', conditions.userRiskLevels);
  risk('sign-in', conditions.signInRiskLevels);
  const flows = flowsIn(policy);
  if (flows.length > 0 && !(want.flow && has(flows, want.flow)))
    gaps.push(
      narrowed(
        policy,
        'condition',
        `applies only to the sign-in flow ${listed(flows)}`,
        'authentication flow condition',
      ),
    );
  if (conditions.servicePrincipalRiskLevels?.length || holdsAny(conditions.clientApplications))
    gaps.push(narrowed(policy, 'condition', 'applies to workload identities', 'workload identity condition'));
  if (holdsAny(conditions.insiderRiskLevels))
    gaps.push(narrowed(policy, 'condition', 'applies only at some insider risk levels', 'insider risk condition'));
  for (const [key, value] of Object.entries(conditions)) {
    if (knownConditions.has(key.toLowerCase()) || key.includes('@') || !holdsAny(value)) continue;
    // Conditions are lists and objects, or risk levels in one text; any other plain value is a remark of the source.
    if (typeof value !== 'object' && !/levels$/i.test(key)) continue;
    gaps.push(
      narrowed(
        policy,
        'condition',
        `is narrowed by the condition ${key}, which is not judged here`,
        `condition ${key}`,
      ),
    );
  }
  return gaps;
}

/** The sign-in flows that a policy is limited to. */
export function flowsIn(policy: Policy): string[] {
  const methods = policy.conditions?.authenticationFlows?.transferMethods ?? '';
  return methods
    .split(',')
    .map((method) => method.trim())
    .filter((method) => method && method !== 'none');
}

function holdsAny(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false;
  if (typeof value === 'string') return !/^(all|none)?$/i.test(value);
  if (Array.isArray(value)) return value.some(holdsAny);
  return isPlainObject(value)
    ? Object.entries(value).some(([key, inner]) => !key.includes('@') && holdsAny(inner))
    : true;
}
