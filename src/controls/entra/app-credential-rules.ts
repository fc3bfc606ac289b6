import { isPlainObject } from '../../core/shape.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, fail, pass, unknown } from '../../core/verdict.ts';

type DefaultPolicy = SectionData<'defaultAppManagementPolicy'>;
type CustomPolicies = SectionData<'appManagementPolicies'>;
type Restriction = NonNullable<NonNullable<CustomPolicies[number]['restrictions']>['passwordCredentials']>[number];
type Kind = 'passwordCredentials' | 'keyCredentials';

export interface Rule {
  kind: Kind;
  type: 'passwordAddition' | 'passwordLifetime' | 'asymmetricKeyLifetime';
  /** Longest life in days where the rule limits one. */
  longestDays?: number;
  /** The rule in words: "Password addition is blocked". */
  good: string;
  bad: string;
}

const scopes = [
  { field: 'applicationRestrictions', name: 'Applications' },
  { field: 'servicePrincipalRestrictions', name: 'Service principals' },
] as const;

/** Whether one restriction binds every app; undefined when the source leaves out what decides it. */
function binds(restriction: Restriction, rule: Rule): boolean | undefined {
  if (restriction.state === undefined) return undefined;
  if (restriction.state?.toLowerCase() !== 'enabled') return false;
  const since = restriction.restrictForAppsCreatedAfterDateTime;
  if (since && !since.startsWith('0001-01-01')) return false;
  if (rule.longestDays === undefined) return true;
  const days = daysOf(restriction.maxLifetime);
  return days === undefined ? (restriction.maxLifetime === undefined ? undefined : false) : days <= rule.longestDays;
}

/** The rule in both scopes of the tenant's default policy, and no custom policy that frees apps from it. */
export function judgeRule(
  rule: Rule,
  defaults: DefaultPolicy | undefined,
  custom: CustomPolicies | undefined,
): Verdict {
  if (!defaults) return unknown(`Can't tell whether ${rule.bad}: the default app management policy was not read.`);
  const bad: Evidence[] = [];
  let unread = defaults.isEnabled === undefined || custom === undefined;
  const held: Evidence[] = [];
  for (const { field, name } of scopes) {
    const restrictions = defaults[field]?.[rule.kind];
    const found = restrictions?.find((restriction) => restriction.restrictionType === rule.type);
    const nameless = restrictions?.some((restriction) => !restriction.restrictionType);
    const bound = found ? binds(found, rule) : restrictions === undefined || nameless ? undefined : false;
    const evidence: Evidence = {
      id: `default/${field}/${rule.type}`,
      name: `${name}, ${rule.type}`,
      expected: `enabled for all apps${rule.longestDays ? `, at most ${rule.longestDays} days` : ''}`,
      actual: defaults.isEnabled === false ? 'the default policy is off' : describe(found),
      readFrom: `defaultAppManagementPolicy.${field}`,
    };
    if (defaults.isEnabled === false || bound === false) bad.push(evidence);
    else if (bound === undefined) unread = true;
    else held.push(evidence);
  }
  for (const policy of custom ?? []) {
    if (policy.isEnabled === false) continue;
    if (!policy.restrictions) unread = true;
    for (const restriction of policy.restrictions?.[rule.kind] ?? []) {
      if (!restriction.restrictionType) unread = true;
      if (restriction.restrictionType !== rule.type || binds(restriction, rule) === true) continue;
      const apps = restriction.appliesTo;
      if (apps?.length === 0) continue;
      if (!apps || binds(restriction, rule) === undefined) unread = true;
      else {
        bad.push({
          id: `${policy.id ?? policy.displayName}/${rule.type}`,
          name: `${policy.displayName ?? policy.id}, ${rule.type}`,
          expected: 'no app freed from the default policy',
          actual: `${describe(restriction)}, for ${apps.map((app) => app.displayName ?? app.appId ?? app.id).join(', ')}`,
          readFrom: 'appManagementPolicies.restrictions',
        });
      }
    }
  }
  if (bad.length > 0) return fail(`${capital(rule.bad)}.`, bad, { wouldPassIf: `${capital(rule.good)}.` });
  if (unread)
    return unknown(`Can't tell whether ${rule.bad}: the source leaves out part of the app management policies.`);
  return pass(`${capital(rule.good)}.`, held);
}

function describe(restriction: Restriction | undefined): string {
  if (!restriction) return 'no such restriction';
  const lifetime = restriction.maxLifetime === null ? undefined : daysOf(restriction.maxLifetime);
  return [
    restriction.state ?? 'no state',
    ...(lifetime === undefined ? [] : [`${lifetime} days`]),
    ...(restriction.restrictForAppsCreatedAfterDateTime
      ? [`only apps created after ${restriction.restrictForAppsCreatedAfterDateTime}`]
      : []),
  ].join(', ');
}

/** Days of an ISO 8601 duration (`P180D`, `P6M`) or a .NET time span (`180.00:00:00`); months count 31 days, so never too few. */
function daysOf(value: unknown): number | undefined {
  if (isPlainObject(value)) return typeof value['TotalDays'] === 'number' ? value['TotalDays'] : undefined;
  if (typeof value !== 'string') return undefined;
  const iso = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(value);
  if (iso && value.length > 1) {
    const [years, months, weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0));
    return years! * 365 + months! * 31 + weeks! * 7 + days! + hours! / 24 + minutes! / 1440 + seconds! / 86400;
  }
  const span = /^(\d+)(?:\.(\d\d):(\d\d):(\d\d))?$/.exec(value);
  return span ? Number(span[1]) + Number(span[2] ?? 0) / 24 : undefined;
}

function capital(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}
