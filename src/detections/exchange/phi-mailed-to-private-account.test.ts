import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { phiMailedToPrivateAccount } from './phi-mailed-to-private-account.ts';

const nina = 'nina.weber@clinic.example.com';
const match = (
  to: readonly string[],
  actions: readonly string[] = ['NotifyUser'],
  rule = {},
  from = nina,
  op = 'DLPRuleMatch',
) =>
  unifiedRecord(
    op,
    13,
    'Exchange',
    { user: 'DlpAgent' },
    {
      UserKey: 'DlpAgent',
      PolicyDetails: [
        { PolicyName: 'PHI', Rules: [{ RuleName: 'PHI out', Severity: 'High', Actions: actions, ...rule }] },
      ],
      ExchangeMetaData: {
        From: from,
        To: to,
        CC: [],
        BCC: [],
        Subject: 'Results of Jane Sample',
        RecipientCount: to.length,
      },
    },
  );

testDetection(phiMailedToPrivateAccount, {
  alerts: {
    'S0-70: to the own private account': {
      records: [match(['n-weber77@gmail.com'])],
      severity: 'critical',
      actor: nina,
      group: nina,
      why: /^nina\.weber@clinic\.example\.com mailed protected data to a private account under their own name at gmail\.com$/,
    },
    'S0-70: encryption is no help when it is the own account': {
      records: [match(['n-weber77@gmail.com'], ['Encrypt'])],
      severity: 'critical',
    },
    'S0-70: tried, and blocked': { records: [match(['n-weber77@gmail.com'], ['BlockAccess'])], severity: 'medium' },
    'S0-49: in the clear to a private account': {
      records: [match(['Someone <1friend@hotmail.com>'])],
      severity: 'high',
    },
    'S0-49: the rule is only being tried out': {
      records: [match(['1friend@hotmail.com'], ['BlockAccess'], { RuleMode: 'AuditAndNotify' })],
      severity: 'high',
    },
    'S0-49: blocked and overridden': [
      match(['1friend@hotmail.com'], ['BlockAccess'], { OverriddenActions: ['BlockAccess'] }),
    ],
    'several of a day are one alert': {
      records: [match(['1friend@hotmail.com']), match(['other@gmail.com']), match(['n-weber77@gmail.com'])],
      count: 3,
      severity: 'critical',
    },
    'the spelling of the documentation': [match(['1friend@hotmail.com'], [], {}, nina, 'DlpRuleMatch')],
  },
  silent: {
    'encrypted to a patient': [match(['p-atient@gmail.com'], ['Encrypt'])],
    blocked: [match(['p-atient@gmail.com'], ['BlockAccess'])],
    'to a colleague': [match(['omar@clinic.example.com'])],
    'to another provider': [match(['records@hospital.example.org'])],
    'mail that comes in from a patient': [match([nina], ['NotifyUser'], {}, 'p-atient@gmail.com')],
  },
});
