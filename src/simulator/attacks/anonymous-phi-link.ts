import { atDesk } from '../life/company.ts';
import { shareRecord } from '../records/files.ts';
import { hour, second } from '../records/pen.ts';
import type { Attack } from './attack.ts';

export const anonymousPhiLink: Attack = {
  name: 'anonymous-phi-link',
  title: 'A file of a PHI site gets a link for anyone, which strangers open from seven addresses',
  expected: {
    alerts: ['sharepoint.anonymous-link', 'sharepoint.anonymous-link-used'],
    atMost: 2,
    never: ['sharepoint.permission-inheritance-broken', 'sharepoint.external-share'],
  },
  declares: ({ phiSite }) => `phi.sites: [${phiSite}]`,
  script({ company, victim, start, pen }) {
    const by = atDesk(victim, 3);
    const place = { site: company.phiSite, name: 'referral-list.xlsx' };
    const share = { ...place, correlation: pen.id() };
    const link = `SharingLinks.${pen.id()}.AnonymousEdit.${pen.id()}`;
    return [
      shareRecord(pen, start, 'SharingInheritanceBroken', by, share),
      shareRecord(pen, start, 'SharingSet', by, {
        ...share,
        target: link,
        targetType: 'SharePointGroup',
        data: '<Permissions granted>Contribute</Permissions granted>',
      }),
      shareRecord(pen, start + second, 'AnonymousLinkCreated', by, { ...share, data: '<Type>Edit</Type>' }),
      shareRecord(pen, start + 2 * second, 'AddedToGroup', by, {
        ...share,
        target: 'SHAREPOINT\\system',
        targetType: 'Member',
        data: `<Group>${link}</Group>`,
      }),
      ...Array.from({ length: 7 }, (_, index) =>
        shareRecord(
          pen,
          start + (index + 1) * hour,
          'AnonymousLinkUsed',
          { user: 'anonymous', ip: `203.0.113.${120 + index}` },
          { ...place, correlation: pen.id() },
        ),
      ),
    ];
  },
};
