import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';

export const infectedFilesNotDownloadable = defineControl({
  id: 'defender.infected-files-not-downloadable',
  title: 'Files found to be infected cannot be downloaded',
  finding: 'Files found to be infected can still be downloaded',
  severity: 'medium',
  rationale:
    'SharePoint marks an infected file and warns, but by default lets people download it after the warning. One click past the warning brings the malware to a machine that works with patient records.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'CIS', id: 'CIS.M365.7.3.1' },
    { source: 'CIPP', id: 'SPDisallowInfectedFiles' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/defender-office-365/safe-attachments-for-spo-odfb-teams-configure',
    },
  ],
  aliases: ['DF-10'],
  reads: ['sharepointTenant.disallowInfectedFileDownload'],
  evaluate({ sharepointTenant }) {
    const blocked = sharepointTenant.disallowInfectedFileDownload;
    const evidence = {
      id: 'SPO.Tenant',
      name: 'SharePoint tenant settings',
      expected: 'DisallowInfectedFileDownload true',
      actual: `DisallowInfectedFileDownload ${blocked}`,
      readFrom: 'sharepointTenant.disallowInfectedFileDownload' as const,
    };
    return blocked === true
      ? pass('Infected files in SharePoint and OneDrive cannot be downloaded.', [evidence])
      : fail('Infected files in SharePoint and OneDrive can be downloaded after a warning.', [evidence], {
          wouldPassIf: 'DisallowInfectedFileDownload is true.',
        });
  },
  remediation: {
    fix: 'Block the download of infected files',
    steps: [
      'Open SharePoint Online PowerShell as a SharePoint administrator; the portal has no switch for this.',
      'Run the command below.',
      'Tell the help desk: people still see the file and can delete it, but cannot open or download it.',
    ],
    script: ['Set-SPOTenant -DisallowInfectedFileDownload $true'],
  },
  changes({ sharepointTenant }) {
    if (sharepointTenant.disallowInfectedFileDownload === true) return [];
    return [
      {
        section: 'sharepointTenant',
        operation: 'set',
        values: { disallowInfectedFileDownload: true },
        call: 'Set-SPOTenant -DisallowInfectedFileDownload $true',
        summary: 'Block the download of infected files from SharePoint and OneDrive',
        notice: 'Whoever wants a file that is marked as infected: the download is refused.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: [
    'It acts only on files that Microsoft has found to be infected; what finds them is a control of its own.',
  ],
});
