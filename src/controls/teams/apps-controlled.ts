import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { policyName } from './meeting-policies.ts';

interface Catalog {
  setting: 'DefaultApp' | 'GlobalApp' | 'PrivateApp';
  field: 'defaultCatalogAppsType' | 'globalCatalogAppsType' | 'privateCatalogAppsType';
  list: 'defaultCatalogApps' | 'globalCatalogApps' | 'privateCatalogApps';
  parameter: 'DefaultCatalog' | 'GlobalCatalog' | 'PrivateCatalog';
  apps: string;
}

const microsoft: Catalog = {
  setting: 'DefaultApp',
  field: 'defaultCatalogAppsType',
  list: 'defaultCatalogApps',
  parameter: 'DefaultCatalog',
  apps: 'Microsoft apps',
};
const thirdParty: Catalog = {
  setting: 'GlobalApp',
  field: 'globalCatalogAppsType',
  list: 'globalCatalogApps',
  parameter: 'GlobalCatalog',
  apps: 'third-party apps',
};
const custom: Catalog = {
  setting: 'PrivateApp',
  field: 'privateCatalogAppsType',
  list: 'privateCatalogApps',
  parameter: 'PrivateCatalog',
  apps: 'custom apps',
};
const catalogs = [microsoft, thirdParty, custom];

type Settings = SectionData<'tenantAppSettings'>;
type Policies = SectionData<'appPermissionPolicies'>;

function settingOf(catalog: Catalog, settings: Settings | undefined) {
  const setting = settings?.find((one) => one.settingName === catalog.setting);
  return typeof setting?.settingValue === 'string' ? setting.settingValue : undefined;
}

/** The org-wide settings were read in part: the one in question may be what is missing, so policies prove nothing. */
function isCut(catalog: Catalog, settings: Settings | undefined): boolean {
  return (settings ?? []).some(
    (one) => one.settingName === catalog.setting || (!one.settingName && one.certificateBasedAuth !== true),
  );
}

/** The org-wide setting decides where it was read; the permission policies of old tenants otherwise. */
function judge(catalog: Catalog, settings: Settings | undefined, policies: Policies | undefined): Verdict {
  const value = settingOf(catalog, settings);
  if (value !== undefined) {
    const evidence = {
      id: catalog.setting,
      name: `Org-wide setting for ${catalog.apps}`,
      expected: `${catalog.setting} None`,
      actual: `${catalog.setting} ${value}`,
      readFrom: 'tenantAppSettings.settingValue' as const,
    };
    return value === 'None'
      ? pass(`${capital(catalog.apps)} are available only to people who are given them.`, [evidence])
      : fail(`${capital(catalog.apps)} are available org-wide without a decision for each.`, [evidence], {
          wouldPassIf: `The org-wide setting for ${catalog.apps} (${catalog.setting}) is None.`,
        });
  }
  const evidence = (policy: Policies[number]) => ({
    id: `${policy.identity ?? 'Global'}/${catalog.parameter}`,
    name: `${policyName(policy)}, ${catalog.apps}`,
    expected: `${catalog.parameter}AppsType AllowedAppList`,
    actual: `${catalog.parameter}AppsType ${policy[catalog.field]}`,
    readFrom: `appPermissionPolicies.${catalog.field}` as const,
  });
  const open = (policies ?? []).filter((policy) => policy[catalog.field] === 'BlockedAppList');
  if (open.length > 0) {
    return fail(`${capital(catalog.apps)} are allowed unless named.`, open.map(evidence), {
      wouldPassIf: `App permission policies allow only named ${catalog.apps}.`,
    });
  }
  if (isCut(catalog, settings))
    return unknown(`Can't tell whether ${catalog.apps} are controlled: the org-wide setting was not read in full.`);
  if (!policies || policies.some((policy) => typeof policy[catalog.field] !== 'string'))
    return unknown(`Can't tell whether ${catalog.apps} are controlled: neither setting nor policies were read.`);
  return pass(`App permission policies allow only named ${catalog.apps}.`, policies.map(evidence));
}

function capital(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}

export const appsControlled = defineControl({
  id: 'teams.apps-controlled',
  title: 'Teams apps are available only after a decision for each',
  finding: 'Staff can add Teams apps that nobody decided on',
  severity: 'medium',
  rationale:
    'A Teams app can read chats, files and meeting transcripts of the team that adds it and pass them to its maker. The maker then holds PHI and needs a BAA before, not after, somebody clicks Add.',
  citations: ['164.308(b)(1)', '164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.TEAMS.5.1v2', level: 'should' },
    { source: 'SCuBA', id: 'MS.TEAMS.5.2v2', level: 'should' },
    { source: 'SCuBA', id: 'MS.TEAMS.5.3v2', level: 'should' },
    { source: 'CIS', id: '8.4.1' },
  ],
  aliases: ['TM-11'],
  reads: [],
  mayRead: ['tenantAppSettings', 'appPermissionPolicies'],
  evaluate({ tenantAppSettings, appPermissionPolicies }) {
    return combine({
      'MS.TEAMS.5.1v2': judge(microsoft, tenantAppSettings, appPermissionPolicies),
      'MS.TEAMS.5.2v2': judge(thirdParty, tenantAppSettings, appPermissionPolicies),
      'MS.TEAMS.5.3v2': judge(custom, tenantAppSettings, appPermissionPolicies),
    });
  },
  remediation: {
    fix: 'Make Teams apps available only to the people who need them',
    steps: [
      'Open the Teams admin center, Teams apps, Manage apps, Actions, Org-wide app settings.',
      'Turn off "Let users install and use available apps by default" for Microsoft, third-party and custom apps.',
      'Under Manage apps open each app that you decided on and set "Available to".',
    ],
    script: [
      'Set-CsTeamsAppPermissionPolicy -Identity Global -GlobalCatalogAppsType AllowedAppList -GlobalCatalogApps @()',
    ],
  },
  changes({ tenantAppSettings, appPermissionPolicies }) {
    // The org-wide settings have no supported API: where they were read, only the portal cures.
    if (catalogs.some((catalog) => settingOf(catalog, tenantAppSettings) !== undefined)) return [];
    return (appPermissionPolicies ?? []).flatMap((policy) => {
      const open = catalogs.filter((catalog) => policy[catalog.field] === 'BlockedAppList');
      if (open.length === 0) return [];
      const parameters = open.map(({ parameter }) => `-${parameter}AppsType AllowedAppList -${parameter}Apps @()`);
      return [
        {
          section: 'appPermissionPolicies' as const,
          operation: 'set' as const,
          match: { identity: policy.identity },
          // A list that was made to block must not become the list of what is allowed.
          values: Object.fromEntries(
            open.flatMap(({ field, list }) => [
              [field, 'AllowedAppList'],
              [list, []],
            ]),
          ),
          call: `Set-CsTeamsAppPermissionPolicy -Identity ${quoted(policyName(policy))} ${parameters.join(' ')}`,
          summary: `Allow only named ${open.map(({ apps }) => apps).join(', ')} in app permission policy ${policyName(policy)}`,
          notice: `Everybody under this policy loses the ${open.map(({ apps }) => apps).join(', ')} that are not on its list. List the apps in use first.`,
          undo: 'restore' as const,
        },
      ];
    });
  },
  knownGaps: ['Which single apps were made available, and to whom, is not read.'],
  assumed: ['The wording of the org-wide app settings in the Teams admin center.'],
});
