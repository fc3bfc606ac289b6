import { defineControl } from '../../core/control.ts';
import type { Organization } from '../../core/organization.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

/** The storage services that Teams can show beside its own files, and how an approved app's name gives them away. */
const providers = [
  { field: 'allowDropBox', parameter: 'AllowDropBox', name: 'Dropbox', approvedAs: /drop\s*box/i },
  { field: 'allowBox', parameter: 'AllowBox', name: 'Box', approvedAs: /^box\b/i },
  { field: 'allowGoogleDrive', parameter: 'AllowGoogleDrive', name: 'Google Drive', approvedAs: /google\s*drive/i },
  { field: 'allowShareFile', parameter: 'AllowShareFile', name: 'ShareFile', approvedAs: /share\s*file/i },
  { field: 'allowEgnyte', parameter: 'AllowEgnyte', name: 'Egnyte', approvedAs: /egnyte/i },
] as const;

type ClientSettings = SectionData<'clientConfiguration'>[number];

function unapproved(settings: ClientSettings, organization: Organization) {
  return providers.filter(
    ({ field, approvedAs }) =>
      settings[field] === true &&
      !organization.approvedApps.some((app) => app.baa && approvedAs.test((app.name ?? app.appId).trim())),
  );
}

export const thirdPartyStorageOff = defineControl({
  id: 'teams.third-party-storage-off',
  title: 'Third-party cloud storage is off in Teams, or covered by a BAA',
  finding: 'Teams offers third-party cloud storage that no BAA covers',
  severity: 'medium',
  rationale:
    "With these switches on, a chart dragged into a channel can land in somebody's Dropbox. A storage company that holds PHI is a business associate and needs a signed agreement first.",
  citations: ['164.308(b)(1)', '164.314(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'CIS', id: '8.1.1' },
    { source: 'Prowler', id: 'teams_external_file_sharing_restricted' },
    { source: 'CIPP', id: 'TeamsExternalFileSharing' },
  ],
  aliases: ['TM-09'],
  reads: [
    'clientConfiguration.allowDropBox',
    'clientConfiguration.allowBox',
    'clientConfiguration.allowGoogleDrive',
    'clientConfiguration.allowShareFile',
    'clientConfiguration.allowEgnyte',
  ],
  evaluate({ clientConfiguration }, { organization }) {
    const open = clientConfiguration.flatMap((settings) =>
      unapproved(settings, organization).map((provider) => ({ settings, provider })),
    );
    if (open.length > 0) {
      const names = [...new Set(open.map(({ provider }) => provider.name))].join(', ');
      return fail(
        `Teams offers ${names} without a declared BAA.`,
        open.map(({ provider, settings }) => ({
          id: `${settings.identity ?? 'Global'}/${provider.parameter}`,
          name: provider.name,
          expected: `${provider.parameter} false, or an approved app with a BAA`,
          actual: `${provider.parameter} true`,
          readFrom: `clientConfiguration.${provider.field}` as const,
        })),
        { wouldPassIf: `${names} are off, or you list them in approvedApps with baa: true.` },
      );
    }
    if (clientConfiguration.some((settings) => providers.some(({ field }) => typeof settings[field] !== 'boolean')))
      return unknown("Can't tell: not every storage switch has a value.");
    return pass(
      'Teams offers no third-party storage without a declared BAA.',
      clientConfiguration.flatMap((settings) =>
        providers.map(({ field, name, parameter }) => ({
          id: `${settings.identity ?? 'Global'}/${parameter}`,
          name,
          expected: `${parameter} false, or an approved app with a BAA`,
          actual: `${parameter} ${settings[field]}`,
          readFrom: `clientConfiguration.${field}` as const,
        })),
      ),
    );
  },
  remediation: {
    fix: 'Turn off third-party cloud storage in Teams',
    steps: [
      'Open the Teams admin center, Teams, Teams settings.',
      'Under Files turn off each service named here and save.',
      'Where you need one, sign a BAA with it and list it under approvedApps.',
    ],
    script: [
      'Set-CsTeamsClientConfiguration -AllowDropBox $false -AllowBox $false -AllowGoogleDrive $false -AllowShareFile $false -AllowEgnyte $false',
    ],
  },
  changes({ clientConfiguration }, { organization }) {
    return clientConfiguration
      .map((settings) => ({ settings, open: unapproved(settings, organization) }))
      .filter(({ open }) => open.length > 0)
      .map(({ settings, open }) => ({
        section: 'clientConfiguration' as const,
        operation: 'set' as const,
        match: { identity: settings.identity },
        values: Object.fromEntries(open.map(({ field }) => [field, false])),
        call: `Set-CsTeamsClientConfiguration ${open.map(({ parameter }) => `-${parameter} $false`).join(' ')}`,
        summary: `Turn off ${open.map(({ name }) => name).join(', ')} in Teams`,
        notice: 'Teams that keep files in these services: the folders disappear from Teams, the files stay there.',
        undo: 'restore' as const,
      }));
  },
  knownGaps: ['Storage apps from the Teams app store are a matter of teams.apps-controlled.'],
});
