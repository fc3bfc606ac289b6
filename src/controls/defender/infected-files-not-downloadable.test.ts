import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { infectedFilesNotDownloadable } from './infected-files-not-downloadable.ts';

testControl(infectedFilesNotDownloadable, {
  pass: {
    'download is blocked': tenant({ sharepointTenant: { DisallowInfectedFileDownload: true } }),
  },
  fail: {
    'download is allowed, as by default': [
      tenant({ sharepointTenant: [{ DisallowInfectedFileDownload: false }] }),
      { resources: ['SharePoint tenant settings'], wouldPassIf: /is true/ },
    ],
    'not set': tenant({ sharepointTenant: { DisallowInfectedFileDownload: null } }),
  },
});
