import { clinicSite, shareRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { anonymousLink } from './anonymous-link.ts';

const view = { target: 'SharingLinks.5f0c.AnonymousView.9a1b', targetType: 'SharePointGroup' };
const edit = { target: 'SharingLinks.5f0c.AnonymousEdit.9a1b', targetType: 'SharePointGroup' };
const correlation = 'c0ffee00-0000-4000-8000-000000000001';

testDetection(anonymousLink, {
  alerts: {
    'a link to view is made': {
      records: [shareRecord('AnonymousLinkCreated', view)],
      severity: 'medium',
      actor: 'nina@clinic.example.com',
    },
    'the link lets people edit': { records: [shareRecord('AnonymousLinkCreated', edit)], severity: 'high' },
    'S0-76: one share writes several records': {
      records: [
        shareRecord('SharingInheritanceBroken', { correlation }),
        shareRecord('AnonymousLinkCreated', { ...edit, correlation }),
        shareRecord('SharingSet', { ...edit, correlation }),
        shareRecord('SharingSet', {
          target: 'Limited Access System Group',
          targetType: 'SharePointGroup',
          correlation,
        }),
        shareRecord('AnonymousLinkUpdated', { ...edit, correlation, at: 1 }),
      ],
      count: 3,
    },
    'the site is declared to hold PHI': {
      records: [shareRecord('AnonymousLinkCreated', view)],
      organization: { phi: { sites: [`${clinicSite}/`], mailboxes: [], groups: [], labels: [] } },
      severity: 'critical',
    },
    'two people, two alerts': {
      records: [
        shareRecord('AnonymousLinkCreated', view),
        shareRecord('AnonymousLinkCreated', { ...view, user: 'omar@clinic.example.com' }),
      ],
      alerts: 2,
    },
    'many links in one go are one alert': {
      records: ['a', 'b', 'c'].map((file, at) =>
        shareRecord('AnonymousLinkCreated', { ...view, file: `${file}long-name.pdf`, at }),
      ),
      why: /for 3 items$/,
      count: 3,
    },
  },
  silent: {
    'a link for people of the organization': [
      shareRecord('CompanyLinkCreated', { target: 'SharingLinks.5f0c.OrganizationEdit.9a1b' }),
      shareRecord('SharingSet', { target: 'SharingLinks.5f0c.OrganizationView.9a1b', targetType: 'SharePointGroup' }),
    ],
    'a link for a colleague': [shareRecord('SharingSet', { target: 'omar@clinic.example.com', targetType: 'Member' })],
    'the link is removed': [shareRecord('AnonymousLinkRemoved', view)],
    'a machine of Microsoft writes it': [shareRecord('SharingSet', { ...view, user: 'app@sharepoint' })],
    'a site for brochures, allowed until later': {
      records: [
        shareRecord('AnonymousLinkCreated', { ...view, site: 'https://clinic.sharepoint.com/sites/brochures' }),
      ],
      organization: {
        watch: {
          allow: [
            {
              detection: 'sharepoint.anonymous-link',
              site: 'https://clinic.sharepoint.com/sites/brochures/',
              reason: 'public brochures',
              until: '2026-12-31',
            },
          ],
        },
      },
    },
  },
});
