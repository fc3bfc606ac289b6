import { defineControl } from '../../core/control.ts';
import { fail, partial, pass } from '../../core/verdict.ts';
import {
  type SharePointSettings,
  evidence,
  fromTenant,
  isLooser,
  isSharingLevel,
  notRead,
  setTenant,
  sharingLevels,
  tenantSharing,
} from './settings.ts';

/** OneDrive's level, and the loosest that is right for it: existing guests, and never looser than SharePoint. */
function levels(settings: SharePointSettings) {
  const oneDrive = fromTenant(settings.sharepointTenant, 'odbSharingCapability');
  if (!oneDrive || !isSharingLevel(oneDrive.value)) return undefined;
  const sharePoint = tenantSharing(settings)?.value;
  const target = sharePoint === 'disabled' ? 'disabled' : 'existingExternalUserSharingOnly';
  return { reading: oneDrive, value: oneDrive.value, sharePoint, target } as const;
}

export const onedriveAnyoneLinksOff = defineControl({
  id: 'sharepoint.onedrive-anyone-links-off',
  title: 'OneDrive files are shared with existing guests at most',
  finding: 'OneDrive files can be shared more widely than with existing guests',
  severity: 'high',
  rationale:
    "OneDrive is each person's own shelf, and nobody else sees what is shared from it. Patient files that end up there should reach only people whom the organization already let in.",
  citations: ['164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.SHAREPOINT.1.2v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.SHAREPOINT.1.2' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off' },
  ],
  aliases: ['SP-02'],
  reads: ['sharepointTenant.odbSharingCapability'],
  mayRead: ['sharepointSettings'],
  evaluate(settings) {
    const level = levels(settings);
    if (!level) return notRead("OneDrive's sharing level", 'GET _api/SPO.Tenant');
    const { value, sharePoint } = level;
    const narrow = value === 'disabled' || value === 'existingExternalUserSharingOnly';
    const expected = `"${sharingLevels[level.target]}" or stricter`;
    const found = evidence(level.reading, 'OneDrive sharing level', expected, `"${sharingLevels[value]}"`);
    const extras = {
      policies: { 'MS.SHAREPOINT.1.2v1': narrow ? 'pass' : 'fail' } as const,
      wouldPassIf: `OneDrive's sharing level is ${expected}.`,
    };
    if (value === 'externalUserAndGuestSharing') {
      return fail('OneDrive allows links that open for anyone, without sign-in.', [found], extras);
    }
    if (sharePoint && isLooser(value, sharePoint)) {
      const why = `OneDrive is set to "${sharingLevels[value]}", looser than SharePoint's "${sharingLevels[sharePoint]}".`;
      return fail(why, [found], extras);
    }
    if (!narrow) return partial('Anyone links are off, but people can invite new guests to OneDrive.', [found], extras);
    return pass(`OneDrive shares with "${sharingLevels[value]}".`, [found], { policies: extras.policies });
  },
  remediation: {
    fix: 'Limit OneDrive sharing to existing guests',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing.',
      'Under External sharing, move the OneDrive slider to "Existing guests" or lower.',
      'Save.',
    ],
    script: ['Set-SPOTenant -OneDriveSharingCapability ExistingExternalUserSharingOnly'],
  },
  changes(settings) {
    const level = levels(settings);
    if (!level || !isLooser(level.value, level.target)) return [];
    const name = level.target === 'disabled' ? 'Disabled' : 'ExistingExternalUserSharingOnly';
    return [
      setTenant(
        { odbSharingCapability: level.target },
        `-OneDriveSharingCapability ${name}`,
        `Lower OneDrive sharing from "${sharingLevels[level.value]}" to "${sharingLevels[level.target]}"`,
        'People who share from OneDrive: only guests who are already in the directory can be chosen, and Anyone links stop opening.',
      ),
    ];
  },
  knownGaps: ['Single OneDrives can be stricter than this, never looser; they are not judged here.'],
});
