import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';
import { evidence, notRead, patchGraph, setTenant, sharingLevels, tenantSharing } from './settings.ts';

export const anyoneLinksOff = defineControl({
  id: 'sharepoint.anyone-links-off',
  title: 'Anyone links are off in SharePoint',
  finding: 'Anyone links are on in SharePoint',
  severity: 'critical',
  rationale:
    'An Anyone link opens a file for whoever holds it: no sign-in, no name in the log. One forwarded link and nobody can say who has seen the patient files.',
  citations: ['164.312(a)(1)', '164.502(b)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.SHAREPOINT.1.1v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.SHAREPOINT.1.1' },
    { source: 'Prowler', id: 'sharepoint_external_sharing_restricted' },
    { source: 'CIPP', id: 'sharingCapability' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off' },
  ],
  aliases: ['SP-01'],
  parameters: {
    noNewGuests: {
      default: false,
      tighten: 'on',
      title: 'People may share with existing guests only, not invite new ones',
    },
  },
  reads: [],
  mayRead: ['sharepointTenant', 'sharepointSettings'],
  evaluate(settings, { parameters }) {
    const level = tenantSharing(settings);
    if (!level) return notRead("SharePoint's sharing level");
    const narrow = level.value === 'disabled' || level.value === 'existingExternalUserSharingOnly';
    const policies = { 'MS.SHAREPOINT.1.1v1': narrow ? 'pass' : 'fail' } as const;
    const accepted = parameters.noNewGuests ? 'existingExternalUserSharingOnly' : 'externalUserSharingOnly';
    const expected = `"${sharingLevels[accepted]}" or stricter`;
    const found = evidence(level, 'SharePoint sharing level', expected, `"${sharingLevels[level.value]}"`);
    const wouldPassIf = `The sharing level is ${expected}.`;
    if (level.value === 'externalUserAndGuestSharing') {
      return fail('People can make links that open for anyone, without sign-in.', [found], { policies, wouldPassIf });
    }
    if (!narrow && parameters.noNewGuests) {
      return fail('Anyone links are off, but people can invite new guests.', [found], { policies, wouldPassIf });
    }
    return pass(`SharePoint shares with "${sharingLevels[level.value]}": everybody signs in.`, [found], { policies });
  },
  remediation: {
    fix: 'Turn off Anyone links',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing.',
      'Under External sharing, move the SharePoint slider to "New and existing guests" or lower.',
      'Save.',
    ],
    script: ['Set-SPOTenant -SharingCapability ExternalUserSharingOnly'],
  },
  changes(settings, { parameters }) {
    const level = tenantSharing(settings);
    const target = parameters.noNewGuests ? 'existingExternalUserSharingOnly' : 'externalUserSharingOnly';
    const open = level?.value === 'externalUserAndGuestSharing';
    if (!level || !(open || (parameters.noNewGuests && level.value === 'externalUserSharingOnly'))) return [];
    const summary = `Lower SharePoint sharing from "${sharingLevels[level.value]}" to "${sharingLevels[target]}"`;
    const notice = open
      ? 'Whoever holds an Anyone link: it stops opening. People who share outside: the recipient has to sign in.'
      : 'People who share outside: new addresses have to be invited as guests first.';
    const name = target === 'externalUserSharingOnly' ? 'ExternalUserSharingOnly' : 'ExistingExternalUserSharingOnly';
    return level.section === 'sharepointTenant'
      ? [setTenant({ sharingCapability: target }, `-SharingCapability ${name}`, summary, notice)]
      : [patchGraph({ sharingCapability: target }, summary, notice)];
  },
  knownGaps: [
    'It judges the level that the tenant allows. Links that were made earlier are not counted.',
    'SCuBA asks for existing guests at most; new guests pass here because HIPAA asks who a person is, which a guest proves by signing in.',
  ],
});
