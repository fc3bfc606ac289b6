import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import {
  type SharePointSettings,
  evidence,
  fromTenant,
  notRead,
  setTenant,
  sharingLevels,
  tenantSharing,
} from './settings.ts';

function permissions({ sharepointTenant }: SharePointSettings) {
  const file = fromTenant(sharepointTenant, 'fileAnonymousLinkType');
  const folder = fromTenant(sharepointTenant, 'folderAnonymousLinkType');
  return file && folder ? { file, folder } : undefined;
}

export const anyoneLinksViewOnly = defineControl({
  id: 'sharepoint.anyone-links-view-only',
  title: 'Anyone links let people view, not edit',
  finding: 'Anyone links can let unknown people edit files',
  severity: 'medium',
  rationale:
    'A link without sign-in that allows editing lets somebody without a name change a record or drop files into a folder. Nobody could prove afterward what was altered.',
  citations: ['164.312(c)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SHAREPOINT.3.2v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.SHAREPOINT.3.2' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/microsoft-365/solutions/best-practices-anonymous-sharing' },
  ],
  aliases: ['SP-07'],
  reads: [],
  mayRead: ['sharepointTenant', 'sharepointSettings'],
  evaluate(settings) {
    const level = tenantSharing(settings);
    const both = permissions(settings);
    if (!level) return notRead("SharePoint's sharing level");
    // A tenant record without its own fields was cut short: then no answer rather than a guess.
    if (!both && (level.value === 'externalUserAndGuestSharing' || level.section === 'sharepointTenant')) {
      return notRead('what Anyone links allow on files and folders', 'GET _api/SPO.Tenant');
    }
    if (level.value !== 'externalUserAndGuestSharing') {
      return notApplicable(`There are no Anyone links: the sharing level is "${sharingLevels[level.value]}".`);
    }
    const { file, folder } = both!;
    const found = [
      evidence(file, 'Anyone links to files', 'view', file.value),
      evidence(folder, 'Anyone links to folders', 'view', folder.value),
    ];
    const wrong = found.filter(({ actual }) => actual !== 'view');
    if (wrong.length === 0) return pass('Anyone links to files and folders are limited to view.', found);
    const names = wrong.map(({ name }) => name).join(' and ');
    return fail(`${names} are not limited to view.`, wrong, { wouldPassIf: `${names} are limited to view.` });
  },
  remediation: {
    fix: 'Limit Anyone links to view',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing.',
      'Under Choose expiration and permissions options for Anyone links, set Files and Folders to View.',
      'Save.',
    ],
    script: ['Set-SPOTenant -FileAnonymousLinkType View -FolderAnonymousLinkType View'],
  },
  changes(settings) {
    const both = permissions(settings);
    if (tenantSharing(settings)?.value !== 'externalUserAndGuestSharing' || !both) return [];
    if (both.file.value === 'view' && both.folder.value === 'view') return [];
    return [
      setTenant(
        { fileAnonymousLinkType: 'view', folderAnonymousLinkType: 'view' },
        '-FileAnonymousLinkType View -FolderAnonymousLinkType View',
        'Limit Anyone links to view, for files and folders',
        'People outside who edit or upload through an Anyone link: they can only look.',
      ),
    ];
  },
  assumed: ['Existing edit links without sign-in become view links when the limit is set.'],
});
