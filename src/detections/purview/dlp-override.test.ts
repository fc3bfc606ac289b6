import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { dlpOverride } from './dlp-override.ts';

const omar = 'omar@clinic.example.com';
const file = (operation: string, exception: unknown) =>
  unifiedRecord(
    operation,
    11,
    'SharePoint',
    { user: 'DlpSensitiveInformation' },
    {
      UserKey: 'DlpAgent',
      PolicyDetails: [{ PolicyName: 'PHI', Rules: [{ RuleName: 'PHI outside' }] }],
      SharePointMetaData: {
        From: omar,
        FileName: 'Jane Sample.docx',
        SiteCollectionUrl: 'https://clinic.sharepoint.com/sites/patients',
      },
      ...(exception !== undefined && { ExceptionInfo: exception }),
    },
  );
const mail = (rule: object) =>
  unifiedRecord(
    'DLPRuleMatch',
    13,
    'Exchange',
    { user: 'DlpAgent' },
    {
      PolicyDetails: [{ PolicyName: 'PHI', Rules: [{ RuleName: 'PHI outside', Actions: ['BlockAccess'], ...rule }] }],
      ExchangeMetaData: { From: omar, To: ['x@example.net'], Subject: 'Results of Jane Sample' },
    },
  );

testDetection(dlpOverride, {
  alerts: {
    'S3-52: a file, with a reason': {
      records: [file('DLPRuleUndo', { Reason: 'Override', Justification: 'Jane Sample asked for it', Rules: ['1'] })],
      severity: 'medium',
      actor: omar,
      group: omar,
      why: /^omar@clinic\.example\.com overrode the DLP policy PHI with a reason$/,
    },
    'S3-52: the exception as text': [file('DlpRuleUndo', '{"Reason":"Override","FalsePositive":false}')],
    'S3-52: within the match, as Exchange does': {
      records: [mail({ OverriddenActions: ['BlockAccess'] })],
      why: /without a reason/,
    },
    'reported as wrong': {
      records: [file('DLPRuleUndo', { Reason: 'Override', FalsePositive: 'true' })],
      severity: 'low',
      why: /reported the DLP policy PHI as wrong/,
    },
    'five of a morning are one alert': {
      records: [0, 1, 2, 3, 4].map(() => file('DLPRuleUndo', { Reason: 'Override' })),
      count: 5,
    },
  },
  silent: {
    'a match': [file('DLPRuleMatch', undefined), mail({})],
    'an empty exception': [file('DLPRuleMatch', {})],
    'the document was changed': [file('DLPRuleUndo', { Reason: 'Document Change' })],
    'the policy was changed': [file('DLPRuleUndo', { Reason: 'Policy Change' })],
    'news of a match': [file('DLPInfo', undefined)],
  },
});
