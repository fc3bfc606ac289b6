import { mailAccessRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { unusualAppReadsMail } from './unusual-app-reads-mail.ts';

const usual = many(10, (index) =>
  mailAccessRecord({ at: index * 1440 }, { ClientAppId: 'd3590ed6-52b3-4102-aeff-aad2292ab01c' }),
);
const app = (id: string, at: number, fields = {}) => mailAccessRecord({ at }, { ClientAppId: id, ...fields });
const strange = 'aaaaaaaa-0000-4000-8000-000000000001';

testDetection(unusualAppReadsMail, {
  alerts: {
    'S3-54: after ten days with Outlook alone': {
      records: [...usual, app(strange, 9 * 1440)],
      severity: 'medium',
      why: /aaaaaaaa-0000-4000-8000-000000000001 reads the mailbox of nina@clinic\.example\.com/,
    },
    'told once': {
      records: [...usual, app(strange, 9 * 1440), app(strange, 9 * 1440 + 1), app(strange, 14 * 1440)],
      count: 1,
    },
    'the id in AppAccessContext': [
      ...usual,
      mailAccessRecord({ at: 9 * 1440 }, { AppAccessContext: { ClientAppId: strange } }),
    ],
  },
  silent: {
    'it was there from the beginning': [app(strange, 0), ...usual, app(strange, 9 * 1440)],
    'the log is new': [...usual.slice(0, 3), app(strange, 3 * 1440)],
    'Outlook on a phone comes late': [...usual, app('27922004-5251-4030-b22d-91ecd9a37ea4', 9 * 1440)],
    'an approved app': {
      records: [...usual, app(strange, 9 * 1440)],
      organization: { approvedApps: [{ appId: strange, baa: true }] },
    },
  },
});
