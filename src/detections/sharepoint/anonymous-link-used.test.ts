import { clinicSite, many, shareRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { anonymousLinkUsed } from './anonymous-link-used.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const item = '4803608a-df7d-4f63-aa73-67aa33bb576e';
const used = (at: number, ip: string, site = intranet) =>
  shareRecord(
    'AnonymousLinkUsed',
    { user: 'urn:spo:anon#a1b2c3', at, ip, site },
    { UserType: 10, ListItemUniqueId: item },
  );

testDetection(anonymousLinkUsed, {
  alerts: {
    'six addresses in a day, opened again and again': {
      records: many(18, (index) => used(index * 20, `203.0.113.${index % 6}`)),
      severity: 'medium',
      why: /from 6 different addresses in all$/,
    },
    'an item of a PHI site': {
      records: many(5, (index) => used(index, `198.51.100.${index}`, clinicSite)),
      severity: 'critical',
    },
    'the user name of older records': [
      ...many(5, (index) =>
        shareRecord(
          'AnonymousLinkUsed',
          { user: 'anonymous', at: index, ip: `198.51.100.${index}`, site: intranet },
          { ListItemUniqueId: item },
        ),
      ),
    ],
  },
  silent: {
    'one reader comes back': many(40, (index) => used(index, '203.0.113.9')),
    'three readers': many(9, (index) => used(index, `203.0.113.${index % 3}`)),
    'people in the office': {
      records: many(12, (index) => used(index, `192.0.2.${index}`)),
      organization: { watch: { networks: ['192.0.2.0/24'] } },
    },
    'servers of Microsoft preview it': many(12, (index) => used(index, `20.190.157.${index}`)),
    'five readers over five days': many(5, (index) => used(index * 1500, `203.0.113.${index}`)),
    'the link is made': [shareRecord('AnonymousLinkCreated', { site: intranet })],
  },
});
