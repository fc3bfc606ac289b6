import { many, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mailToPrivateAccount } from './mail-to-private-account.ts';

const nina = 'nina.weber@clinic.example.com';
const labeled = (at: number, to: string, from = nina) =>
  unifiedRecord(
    'MipLabel',
    43,
    'Exchange',
    { user: 'MipLabelAgent', at },
    {
      Sender: from,
      Receivers: [to, 'omar@clinic.example.com'],
      ItemName: 'Results of Jane Sample',
      LabelName: 'General',
    },
  );
const dlp = (at: number, to: string) =>
  unifiedRecord(
    'DLPRuleMatch',
    13,
    'Exchange',
    { user: 'DlpAgent', at },
    {
      PolicyDetails: [{ PolicyName: 'PHI', Rules: [{ RuleName: 'PHI out', Actions: ['NotifyUser'] }] }],
      ExchangeMetaData: { From: nina, To: [to], Subject: 'Results of Jane Sample' },
    },
  );

testDetection(mailToPrivateAccount, {
  alerts: {
    'S0-70: three messages to the own private account': {
      records: many(3, (index) => labeled(index * 60, 'n-weber77@gmail.com')),
      severity: 'high',
      actor: nina,
      why: /^nina\.weber@clinic\.example\.com sends mail to a private account under their own name, many times within a day$/,
    },
    'S0-70: DLP records count too': [
      dlp(0, '1Nina.Weber@Yahoo.com'),
      dlp(5, '1nina.weber@yahoo.com'),
      labeled(9, '1nina.weber@yahoo.com'),
    ],
    'twelve messages to one private account of another name': many(12, (index) =>
      labeled(index * 30, 'f-riend@gmail.com'),
    ),
  },
  silent: {
    'patients, one message each': many(40, (index) => labeled(index * 10, `p-atient${index}@gmail.com`)),
    'an exchange with one patient': many(8, (index) => labeled(index * 60, 'p-atient@gmail.com')),
    'one message to the own account': [labeled(0, 'n-weber77@gmail.com')],
    'a colleague': many(30, (index) => labeled(index, 'ruth@clinic.example.com')),
    'mail that comes in': many(30, (index) => labeled(index, 'f-riend@gmail.com', 'someone@example.net')),
    'a private account, seldom': many(4, (index) => labeled(index * 1440, 'n-weber77@gmail.com')),
  },
});
