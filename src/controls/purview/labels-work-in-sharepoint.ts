import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';

/** Microsoft's template of the directory setting for Microsoft 365 groups. */
const groupTemplate = '62375ab9-6b52-47ed-826b-58e47e0e304b';

function groupSetting(groupSettings: SectionData<'groupSettings'>) {
  return groupSettings.find(
    ({ templateId, displayName }) => templateId?.toLowerCase() === groupTemplate || displayName === 'Group.Unified',
  );
}

function labelsInGroups(groupSettings: SectionData<'groupSettings'> | undefined): Verdict {
  if (!groupSettings)
    return unknown("Can't tell whether groups and sites take labels: directory settings were not collected.");
  const setting = groupSetting(groupSettings);
  const value = setting?.values?.find(({ name }) => name?.toLowerCase() === 'enablemiplabels')?.value;
  const evidence = {
    id: 'EnableMIPLabels',
    name: 'Labels for groups and sites',
    expected: 'EnableMIPLabels True',
    actual: setting
      ? `EnableMIPLabels ${value ?? 'not set'}`
      : "No directory setting Group.Unified (Microsoft's default: off)",
    readFrom: 'groupSettings.values' as const,
  };
  return /^true$/i.test(value ?? '')
    ? pass('Groups and sites take sensitivity labels.', [evidence])
    : fail('Groups, teams and sites cannot take sensitivity labels.', [evidence], {
        wouldPassIf: 'EnableMIPLabels is True in the directory setting Group.Unified.',
      });
}

export const labelsWorkInSharepoint = defineControl({
  id: 'purview.labels-work-in-sharepoint',
  title: 'Sensitivity labels work in SharePoint, OneDrive, groups and sites',
  finding: 'SharePoint, groups or sites ignore sensitivity labels',
  severity: 'medium',
  rationale:
    'While SharePoint cannot read labels, a labeled and encrypted file is a closed box there: search, DLP and Office on the web do not see into it, and a site cannot be marked as one that holds PHI.',
  citations: ['164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/sensitivity-labels-sharepoint-onedrive-files' },
  ],
  aliases: ['PV-05'],
  license: 'purview-labels',
  reads: ['sharepointTenant.enableAIPIntegration'],
  mayRead: ['groupSettings'],
  evaluate({ sharepointTenant, groupSettings }) {
    const on = sharepointTenant.enableAIPIntegration === true;
    const evidence = {
      id: 'EnableAIPIntegration',
      name: 'Labels for files in SharePoint and OneDrive',
      expected: 'EnableAIPIntegration true',
      actual: `EnableAIPIntegration ${sharepointTenant.enableAIPIntegration}`,
      readFrom: 'sharepointTenant.enableAIPIntegration' as const,
    };
    return combine({
      files: on
        ? pass('SharePoint and OneDrive read sensitivity labels.', [evidence])
        : fail('SharePoint and OneDrive do not read sensitivity labels.', [evidence], {
            wouldPassIf: 'EnableAIPIntegration is true.',
          }),
      groups: labelsInGroups(groupSettings),
    });
  },
  remediation: {
    fix: 'Turn on sensitivity labels for SharePoint, OneDrive, groups and sites',
    steps: [
      'Open the Microsoft Purview portal, Information protection, Sensitivity labels, and choose "Turn on now" in the notice about Office files.',
      'Set EnableMIPLabels to True in the directory setting Group.Unified (Microsoft Graph, groupSettings).',
      'Run Execute-AzureAdLabelSync in Security & Compliance PowerShell.',
    ],
    script: [
      'Set-SPOTenant -EnableAIPIntegration $true',
      "Update-MgBetaDirectorySetting -DirectorySettingId '<id of Group.Unified>' -Values @(@{Name='EnableMIPLabels'; Value='True'})",
      'Execute-AzureAdLabelSync',
    ],
  },
  changes({ sharepointTenant, groupSettings }) {
    const changes: Change[] = [];
    if (sharepointTenant.enableAIPIntegration !== true) {
      changes.push({
        section: 'sharepointTenant',
        operation: 'set',
        values: { enableAIPIntegration: true },
        call: 'Set-SPOTenant -EnableAIPIntegration $true',
        summary: 'Turn on sensitivity labels for files in SharePoint and OneDrive',
        notice: 'People see and set labels in Office on the web; labeled files open there.',
        undo: 'restore',
      });
    }
    if (!groupSettings || labelsInGroups(groupSettings).outcome === 'pass') return changes;
    const setting = groupSetting(groupSettings);
    const kept = (setting?.values ?? []).filter(({ name }) => name?.toLowerCase() !== 'enablemiplabels');
    const values = [...kept, { name: 'EnableMIPLabels', value: 'True' }];
    const shared = {
      section: 'groupSettings' as const,
      summary: 'Turn on sensitivity labels for groups and sites',
      notice: 'People who create a team or site: they can choose a label for it.',
      undo: 'restore' as const,
    };
    changes.push(
      setting
        ? {
            ...shared,
            operation: 'set',
            match: setting.id ? { id: setting.id } : { displayName: setting.displayName },
            values: { values },
            call: `PATCH /groupSettings/${setting.id} {"values":[… {"name":"EnableMIPLabels","value":"True"}]}`,
          }
        : {
            ...shared,
            operation: 'create',
            match: { templateId: groupTemplate },
            values: { displayName: 'Group.Unified', templateId: groupTemplate, values },
            call: `POST /groupSettings {"templateId":"${groupTemplate}","values":[{"name":"EnableMIPLabels","value":"True"}]}`,
          },
    );
    return changes;
  },
  knownGaps: ['PDF files and OneNote have switches of their own, which are not judged.'],
});
