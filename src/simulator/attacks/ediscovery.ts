import { complianceCmdlet } from '../records/mail.ts';
import { minute } from '../records/pen.ts';
import { discovery } from '../records/purview.ts';
import { type Attack, attacker } from './attack.ts';

export const ediscoveryExport: Attack = {
  name: 'ediscovery-export',
  title: 'All mailboxes are searched by eDiscovery and the results exported',
  expected: {
    alerts: ['purview.ediscovery-search-started', 'purview.ediscovery-search-exported'],
    atMost: 2,
    never: ['purview.ediscovery-purge'],
  },
  script({ admin, start, pen }) {
    const by = { user: admin.user, id: admin.id, ip: attacker.ip };
    return [
      discovery(pen, start, 'SearchCreated', by),
      discovery(pen, start + minute, 'SearchStarted', by),
      discovery(pen, start + 20 * minute, 'SearchExported', by, { ExportName: 'Content search 7_Export' }),
      complianceCmdlet(pen, start + 20 * minute, 'New-ComplianceSearchAction', by, {
        SearchName: 'Content search 7',
        Export: 'True',
      }),
      discovery(pen, start + 40 * minute, 'ViewedSearchExported', by),
    ];
  },
};

export const mailPurge: Attack = {
  name: 'mail-purge',
  title: 'Mail is purged from mailboxes for good by a content search',
  expected: {
    alerts: ['purview.ediscovery-search-started', 'purview.ediscovery-purge'],
    atMost: 2,
    never: ['purview.ediscovery-search-exported'],
  },
  script({ admin, start, pen }) {
    const by = { user: admin.user, id: admin.id, ip: attacker.ip };
    return [
      discovery(pen, start, 'SearchCreated', by),
      complianceCmdlet(pen, start + 5 * minute, 'New-ComplianceSearchAction', by, {
        SearchName: 'Content search 7',
        Purge: 'True',
        PurgeType: 'HardDelete',
      }),
      discovery(pen, start + 6 * minute, 'SearchResultsPurged', by),
    ];
  },
};
