import type { Change } from '../../core/change.ts';
import type { Context } from '../../core/control.ts';
import { quoted } from '../../core/powershell.ts';
import { type DlpPolicy, type DlpRule, activeRulesAmong, phiIn, places, stateOf, workloads } from './dlp.ts';

type Places = Pick<Context, 'takenAt' | 'declared' | 'organization' | 'licensed'>;
type WorkloadId = (typeof workloads)[number]['id'];

/** Rules on shared content and rules on devices take different conditions, so each has its own policy. */
const kinds = {
  shared: { policy: 'Protect PHI', rule: 'Protect PHI: identifiers with health terms' },
  devices: { policy: 'Protect PHI on devices', rule: 'Protect PHI on devices: identifiers with health terms' },
};
type Kind = keyof typeof kinds;

const stages = ['test mode with notifications for 14 days', 'enforced'];
const notice =
  'People who send or share PHI with outsiders: a policy tip says why, and once enforced the item is blocked unless they give a reason.';

/** Fields that tell one policy or rule from another, as the source gave them. */
export function keyOf(record: { guid?: string | null; name?: string | null }): Record<string, string> {
  return record.guid ? { guid: record.guid } : { name: record.name ?? '' };
}

/** Brings a policy that finds PHI into force in the given workloads, or makes one where there is none. */
export function protectPhi(
  policies: readonly DlpPolicy[],
  rules: readonly DlpRule[],
  context: Places,
  missing: readonly WorkloadId[],
): Change[] {
  const wanted = workloads.filter(({ id, license }) => missing.includes(id) && held(context, license));
  const activeRules = activeRulesAmong(rules, context.takenAt);
  const finding = policies.filter((policy) => phiIn(policy, activeRules(policy)) === 'yes');
  const best = (list: DlpPolicy[]) => list.find((policy) => stateOf(policy) === 'enforced') ?? list[0];
  return (['shared', 'devices'] as const).flatMap((kind) => {
    const open = wanted.filter(({ id }) => (id === 'endpoints') === (kind === 'devices'));
    if (open.length === 0) return [];
    const candidate = best(
      kind === 'shared' ? finding : finding.filter((policy) => places(policy.endpointDlpLocation).length > 0),
    );
    return candidate ? [extended(candidate, open)] : created(kind, open);
  });
}

function held(context: Places, license: (typeof workloads)[number]['license']): boolean {
  return !license || context.licensed(license) !== false;
}

function extended(policy: DlpPolicy, wanted: typeof workloads): Change {
  const tokens = wanted.map(({ token }) => token);
  const parameters = wanted.map(({ location }) => `-Add${capital(location)} All`).join(' ');
  const known = (policy.workload ?? '').split(', ').filter((token) => token !== '');
  return {
    section: 'dlpPolicies',
    operation: 'set',
    match: keyOf(policy),
    values: {
      mode: 'Enable',
      enabled: true,
      workload: [...new Set([...known, ...tokens])].join(', '),
      ...Object.fromEntries(wanted.map(({ location }) => [location, ['All']])),
    },
    call: `Set-DlpCompliancePolicy -Identity ${quoted(policy.name)} -Mode Enable ${parameters}`,
    summary: `Enforce DLP policy ${policy.name} in ${wanted.map(({ name }) => name).join(', ')}`,
    notice,
    stages,
    undo: 'restore',
  };
}

function created(kind: Kind, wanted: typeof workloads): Change[] {
  const { policy, rule } = kinds[kind];
  const locations = wanted.map(({ location }) => `-${capital(location)} All`).join(' ');
  return [
    {
      section: 'dlpPolicies',
      operation: 'create',
      match: { name: policy },
      values: {
        name: policy,
        mode: 'Enable',
        enabled: true,
        workload: wanted.map(({ token }) => token).join(', '),
        ...Object.fromEntries(workloads.map(({ location }) => [location, []])),
        ...Object.fromEntries(wanted.map(({ location }) => [location, ['All']])),
      },
      call: `New-DlpCompliancePolicy -Name ${quoted(policy)} -Mode TestWithNotifications ${locations}`,
      summary: `Create DLP policy ${policy}`,
      notice,
      stages,
      undo: 'restore',
    },
    {
      section: 'dlpRules',
      operation: 'create',
      match: { name: rule },
      values: {
        name: rule,
        parentPolicyName: policy,
        disabled: false,
        isAdvancedRule: false,
        priority: 0,
        contentContainsSensitiveInformation: [
          { operator: 'And', groups: [group('Identifiers'), group('Health terms')] },
        ],
        ...(kind === 'shared'
          ? { accessScope: 'NotInOrganization', blockAccess: true, blockAccessScope: 'PerUser' }
          : { blockAccess: false, endpointDlpRestrictions: restrictions }),
        notifyUser: ['LastModifier', 'Owner'],
        notifyAllowOverride: kind === 'shared' ? ['WithJustification'] : null,
        generateAlert: ['true'],
        generateIncidentReport: ['SiteAdmin'],
        reportSeverityLevel: 'High',
        stopPolicyProcessing: false,
      },
      call: ruleScript(kind),
      summary: `Create DLP rule ${rule}`,
      notice,
      stages,
      undo: 'restore',
    },
  ];
}

/** What a device must refuse: uploads to services of other people, and removable media. */
export const restrictions = ['CloudEgress', 'RemovableMedia'].map((setting) => ({ setting, value: 'Block' }));

export const healthTypes: readonly string[] = [
  'International Classification of Diseases (ICD-10-CM)',
  'International Classification of Diseases (ICD-9-CM)',
  'All Medical Terms And Conditions',
];

const types = {
  Identifiers: ['U.S. Social Security Number (SSN)', 'Drug Enforcement Agency (DEA) Number', 'All Full Names'],
  'Health terms': healthTypes,
};

function group(name: keyof typeof types) {
  return {
    name,
    operator: 'Or',
    sensitivetypes: types[name].map((type) => ({ name: type, mincount: '1', maxcount: '-1' })),
  };
}

function groupScript(name: keyof typeof types): string {
  const list = types[name].map((type) => `@{name='${type}'; mincount='1'}`).join(',');
  return `@{name='${name}'; operator='Or'; sensitivetypes=@(${list})}`;
}

function ruleScript(kind: Kind): string {
  const blocked = restrictions.map(({ setting, value }) => `@{Setting='${setting}'; Value='${value}'}`).join(',');
  const actions = {
    shared: `-AccessScope NotInOrganization -BlockAccess $true -BlockAccessScope PerUser -NotifyAllowOverride WithJustification`,
    devices: `-EndpointDlpRestrictions @(${blocked})`,
  };
  return [
    `New-DlpComplianceRule -Name ${quoted(kinds[kind].rule)} -Policy ${quoted(kinds[kind].policy)}`,
    `-ContentContainsSensitiveInformation @(@{operator='And'; groups=@(${groupScript('Identifiers')},${groupScript('Health terms')})})`,
    actions[kind],
    '-NotifyUser LastModifier,Owner -GenerateAlert $true -GenerateIncidentReport SiteAdmin -ReportSeverityLevel High',
  ].join(' ');
}

/** The same in PowerShell, for the steps of a control. */
export const protectPhiScript: readonly string[] = [
  `New-DlpCompliancePolicy -Name 'Protect PHI' -Mode TestWithNotifications -ExchangeLocation All -SharePointLocation All -OneDriveLocation All -TeamsLocation All`,
  ruleScript('shared'),
  `New-DlpCompliancePolicy -Name 'Protect PHI on devices' -Mode TestWithNotifications -EndpointDlpLocation All`,
  ruleScript('devices'),
  `Set-DlpCompliancePolicy -Identity 'Protect PHI' -Mode Enable`,
  `Set-DlpCompliancePolicy -Identity 'Protect PHI on devices' -Mode Enable`,
];

function capital(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}
