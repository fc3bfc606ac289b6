import { clinicSite, shareRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { externalShare } from './external-share.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const correlation = 'fd9ac79d-1100-48aa-92c5-40a73a1d443f';
const guest = 'ann_lab.example.net#EXT#@clinic.example.com';
const partner = { domain: 'lab.example.net', tls: true };
const label = '0b1c2d3e-0000-4000-8000-00000000f00d';

/** What SharePoint writes when one file is shared with one outside person by a link for specific people. */
const wholeShare = (site: string, target = guest) => [
  shareRecord('SharingInheritanceBroken', { site, correlation }),
  shareRecord('SecureLinkCreated', {
    site,
    correlation,
    target: 'SharingLinks.1f2e3d4c.Flexible.5b6a7988',
    targetType: 'SharePointGroup',
  }),
  shareRecord(
    'AddedToSecureLink',
    { site, correlation, target: 'ann@lab.example.net', targetType: 'Guest' },
    { EventData: '<Type>Edit</Type><MembersCanShareApplied>False</MembersCanShareApplied>' },
  ),
  shareRecord(
    'SharingSet',
    { site, correlation, target: 'SharingLinks.1f2e3d4c.Flexible.5b6a7988', targetType: 'SharePointGroup' },
    { EventData: '<Permissions granted>Contribute</Permissions granted>' },
  ),
  shareRecord(
    'SharingSet',
    { site, correlation, target: 'Limited Access System Group', targetType: 'SharePointGroup' },
    { EventData: '<Permissions granted>System.LimitedView</Permissions granted>' },
  ),
  shareRecord(
    'AddedToGroup',
    { site, correlation, target, targetType: 'Guest' },
    { EventData: '<Group>SharingLinks.1f2e3d4c.Flexible.5b6a7988</Group>' },
  ),
  shareRecord('SharingInvitationCreated', { site, correlation, target: 'ann@lab.example.net', targetType: 'Guest' }),
];

testDetection(externalShare, {
  alerts: {
    'S3-53: one share of seven records is one alert': {
      records: wholeShare(intranet),
      severity: 'medium',
      actor: 'nina@clinic.example.com',
      why: /shared something on clinic\.sharepoint\.com\/sites\/intranet with ann@lab\.example\.net/,
    },
    'S3-53: a file of a PHI site': {
      records: wholeShare(clinicSite),
      organization: { phi: { sites: [clinicSite], mailboxes: [], groups: [], labels: [] } },
      severity: 'critical',
    },
    'S3-53: a file with a PHI label on another site': {
      records: [
        shareRecord(
          'AddedToSecureLink',
          { site: intranet, target: 'ann@lab.example.net', targetType: 'Guest' },
          { SensitivityLabelId: label },
        ),
      ],
      organization: { phi: { sites: [], mailboxes: [], groups: [], labels: [label] } },
      severity: 'critical',
    },
    'a claim of a guest': [
      shareRecord('SharingSet', {
        site: intranet,
        target: 'i:0#.f|membership|ann_lab.example.net#ext#@clinic.example.com',
        targetType: 'Guest',
      }),
    ],
    'a guest by address': [
      shareRecord('SharingSet', { site: intranet, target: 'urn:spo:guest#ann@lab.example.net', targetType: 'Guest' }),
    ],
    'a domain that only looks like the own one': [
      shareRecord('AddedToSecureLink', {
        site: intranet,
        target: 'ann@evil-clinic.example.com.example.net',
        targetType: 'Guest',
      }),
    ],
    'a guest joins a whole site without PHI': [
      shareRecord(
        'AddedToGroup',
        { site: intranet, target: guest, targetType: 'Guest' },
        { ItemType: 'Web', EventData: '<Group>Intranet Members</Group>' },
      ),
    ],
    'a guest by address, without a type': [
      shareRecord('SharingSet', { site: intranet, target: 'urn:spo:guest#ann@lab.example.net' }),
    ],
    'two shares an hour apart from two people are two alerts': {
      records: [
        shareRecord('AddedToSecureLink', { site: intranet, target: 'ann@lab.example.net', targetType: 'Guest' }),
        shareRecord('AddedToSecureLink', {
          site: intranet,
          user: 'omar@clinic.example.com',
          target: 'bo@lab.example.net',
          targetType: 'Guest',
        }),
      ],
      alerts: 2,
    },
    'ten files shared in ten minutes are one alert': {
      records: Array.from({ length: 10 }, (_, at) =>
        shareRecord('AddedToSecureLink', {
          site: intranet,
          at,
          file: `plan-${at}.docx`,
          target: 'ann@lab.example.net',
          targetType: 'Guest',
        }),
      ),
      count: 10,
    },
  },
  silent: {
    'with a colleague': [
      shareRecord('SharingSet', { target: 'i:0#.f|membership|omar@clinic.example.com', targetType: 'Member' }),
      shareRecord('AddedToSecureLink', { target: 'omar@clinic.example.com', targetType: 'Member' }),
    ],
    'with an approved partner': {
      records: wholeShare(clinicSite),
      organization: { partners: [partner] },
    },
    'a link for the organization': [
      shareRecord('CompanyLinkCreated', {}),
      shareRecord('SharingSet', {
        target: 'SharingLinks.1f2e3d4c-9a8b.OrganizationEdit.5b6a7988',
        targetType: 'SharePointGroup',
      }),
    ],
    'a link for anyone, which has its own detection': [
      shareRecord('AnonymousLinkCreated', {}),
      shareRecord('SharingSet', {
        target: 'SharingLinks.1f2e3d4c-9a8b.AnonymousEdit.5b6a7988',
        targetType: 'SharePointGroup',
      }),
    ],
    'a group named by its hash': [
      shareRecord('SharingSet', {
        target: '4da1e7f54501bb99b6e0ab2ff8749842152ac02ff8c0c8017b0e40e6b67fecdd',
        targetType: 'SecurityGroup',
      }),
    ],
    'taken back': [
      shareRecord('SharingRevoked', { target: guest, targetType: 'Guest' }),
      shareRecord('RemovedFromSecureLink', { target: guest, targetType: 'Guest' }),
    ],
    'a member of a domain that the log has not shown yet': [
      shareRecord('SharingSet', { target: 'svc@clinic.onmicrosoft.com', targetType: 'Member' }),
    ],
    'the guest accepts': [
      shareRecord('AddedToGroup', { site: intranet, user: guest, target: guest, targetType: 'Guest' }),
      shareRecord('SharingSet', {
        site: intranet,
        user: 'urn:spo:guest#ann@lab.example.net',
        target: 'ann@lab.example.net',
        targetType: 'Guest',
      }),
      shareRecord('SharingInvitationAccepted', { user: guest, target: guest, targetType: 'Guest' }),
      shareRecord('SecureLinkUsed', { user: guest }),
    ],
    'a private mailbox, which has its own detection': [
      shareRecord('AddedToSecureLink', { target: 'jane@gmail.com', targetType: 'Guest' }),
    ],
    'SharePoint itself': [shareRecord('SharingSet', { user: 'app@sharepoint', target: guest, targetType: 'Guest' })],
  },
});
