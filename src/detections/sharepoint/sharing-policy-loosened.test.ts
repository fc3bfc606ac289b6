import { clinicSite, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { sharingPolicyLoosened } from './sharing-policy-loosened.ts';

const admin = 'admin@clinic.example.com';
const tenant = 'https://clinic-admin.sharepoint.com';
const changed = (changes: readonly (readonly [string, string, string])[], site = tenant, user = admin) =>
  unifiedRecord(
    'SharingPolicyChanged',
    4,
    'SharePoint',
    { user },
    {
      ObjectId: site,
      ItemType: 'Site',
      EventSource: 'SharePoint',
      ModifiedProperties: changes.map(([Name, OldValue, NewValue]) => ({ Name, NewValue, OldValue })),
    },
  );

testDetection(sharingPolicyLoosened, {
  alerts: {
    'anyone links are turned on': {
      records: [changed([['ShareUsingAnonymousLinks', 'Disabled', 'Enabled']])],
      severity: 'high',
      actor: admin,
      why: /loosened ShareUsingAnonymousLinks for the organization$/,
    },
    'of a PHI site': {
      records: [changed([['SharingCapability', 'Disabled', 'ExternalUserSharingOnly']], clinicSite)],
      severity: 'critical',
    },
    'capability by number': [changed([['OneDriveSharingCapability', '3', '2']])],
    'links no longer expire': [changed([['RequireAnonymousLinksExpireInDays', '30', '0']])],
    'links live longer': [changed([['RequireAnonymousLinksExpireInDays', '7', '180']])],
    'default link becomes anyone': [changed([['DefaultSharingLinkType', 'Internal', 'AnonymousAccess']])],
    'guests may share further': [changed([['PreventExternalUsersFromResharing', 'True', 'False']])],
    'domains are no longer limited': [changed([['SharingDomainRestrictionMode', 'AllowList', 'None']])],
    'several at once are one alert': {
      records: [
        changed([
          ['SharingCapability', '0', '1'],
          ['DefaultSharingLinkType', 'Direct', 'Internal'],
        ]),
        changed([['PreventExternalUsersFromResharing', 'True', 'False']]),
      ],
      count: 2,
    },
  },
  silent: {
    tightened: [
      changed([['ShareUsingAnonymousLinks', 'Enabled', 'Disabled']]),
      changed([['SharingCapability', 'ExternalUserAndGuestSharing', 'ExistingExternalUserSharingOnly']]),
      changed([['RequireAnonymousLinksExpireInDays', '0', '30']]),
      changed([['PreventExternalUsersFromResharing', 'False', 'True']]),
      changed([['SharingDomainRestrictionMode', 'None', 'AllowList']]),
    ],
    'saved without a change': [changed([['SharingCapability', '1', '1']])],
    'a new OneDrive is set up': [
      changed(
        [['ShareUsingAnonymousLinks', 'Disabled', 'Enabled']],
        'https://clinic-my.sharepoint.com/personal/nina_clinic_example_com',
        'nina@clinic.example.com',
      ),
    ],
    'a team is set up': [changed([['ShareUsingAnonymousLinks', 'Disabled', 'Enabled']], clinicSite, 'app@sharepoint')],
    'a setting that is none of sharing': [changed([['DisplayStartASiteOption', 'False', 'True']])],
  },
});
