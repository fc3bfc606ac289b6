import { defineControl } from '../../core/control.ts';
import { fail, partial, pass } from '../../core/verdict.ts';
import { evidence, fromTenant, notRead, setTenant } from './settings.ts';

export const organizationLinksExpire = defineControl({
  id: 'sharepoint.organization-links-expire',
  title: 'Links for the whole organization end, and owners hear of resharing',
  finding: 'Links for the whole organization never end, or owners do not hear of resharing',
  severity: 'low',
  rationale:
    'A link for everybody in the clinic keeps a chart open to people who never treat that patient. An end date and a mail to the owner keep access to what a job needs.',
  citations: ['164.502(b)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [],
  aliases: ['SP-13'],
  reads: [
    'sharepointTenant.coreOrganizationSharingLinkMaxExpirationInDays',
    'sharepointTenant.notifyOwnersWhenItemsReshared',
  ],
  evaluate({ sharepointTenant }) {
    const days = fromTenant(sharepointTenant, 'coreOrganizationSharingLinkMaxExpirationInDays');
    const notify = fromTenant(sharepointTenant, 'notifyOwnersWhenItemsReshared');
    if (!days || !notify)
      return notRead('the end of organization links and the notice to owners', 'GET _api/SPO.Tenant');
    const ends = days.value > 0;
    const found = [
      evidence(
        days,
        'Links for the organization end',
        'after a number of days',
        ends ? `after ${days.value} days` : 'never',
      ),
      evidence(notify, 'Owners hear of resharing', 'yes', notify.value ? 'yes' : 'no'),
    ];
    if (ends && notify.value)
      return pass(`Links for the organization end after ${days.value} days; owners hear of resharing.`, found);
    const wrong = [...(ends ? [] : [found[0]!]), ...(notify.value ? [] : [found[1]!])];
    const wouldPassIf = 'Links for the organization end, and owners are told when files are shared on.';
    if (wrong.length === 2)
      return fail('Links for the organization never end and owners do not hear of resharing.', wrong, { wouldPassIf });
    const why = ends
      ? 'Links for the organization end, but owners do not hear of resharing.'
      : 'Owners hear of resharing, but links for the organization never end.';
    return partial(why, wrong, { wouldPassIf });
  },
  remediation: {
    fix: 'End links for the whole organization and tell owners of resharing',
    steps: [
      'Open a SharePoint Online Management Shell as SharePoint Administrator.',
      'Run the commands under Script; 90 days is a start.',
    ],
    script: [
      'Set-SPOTenant -CoreOrganizationSharingLinkMaxExpirationInDays 90',
      'Set-SPOTenant -NotifyOwnersWhenItemsReshared $true',
    ],
  },
  changes({ sharepointTenant }) {
    const changes = [];
    if ((sharepointTenant.coreOrganizationSharingLinkMaxExpirationInDays ?? 0) <= 0) {
      changes.push(
        setTenant(
          { coreOrganizationSharingLinkMaxExpirationInDays: 90 },
          '-CoreOrganizationSharingLinkMaxExpirationInDays 90',
          'End links for the whole organization after 90 days',
          'Staff who use such a link: it ends after 90 days and the owner makes a new one.',
        ),
      );
    }
    if (!sharepointTenant.notifyOwnersWhenItemsReshared) {
      changes.push(
        setTenant(
          { notifyOwnersWhenItemsReshared: true },
          '-NotifyOwnersWhenItemsReshared $true',
          'Tell owners when their files are shared on',
          'Owners: a mail when somebody else shares their file.',
        ),
      );
    }
    return changes;
  },
  knownGaps: ['OneDrive has a limit of its own that is not judged here.'],
  assumed: [
    'coreOrganizationSharingLinkMaxExpirationInDays: 0 means never; seven days is the smallest Microsoft accepts.',
  ],
});
