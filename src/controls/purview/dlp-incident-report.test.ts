import { testControl } from '../../../test/control.ts';
import { all, card, content, dlp, group, sensitive } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { dlpIncidentReport } from './dlp-incident-report.ts';

const reporting = (generateAlert: unknown, generateIncidentReport: unknown) =>
  tenant(dlp({}, { generateAlert, generateIncidentReport }));

testControl(dlpIncidentReport, {
  pass: {
    'alert in the portal and a report by mail': reporting(['true'], ['privacy@example.com']),
    'the alert itself goes to a person': reporting(['privacy@example.com'], []),
    'a boolean in place of a list': reporting(true, 'SiteAdmin'),
  },
  partial: {
    'the alert reaches nobody by mail': [reporting(['true'], []), { resources: ['PHI to outsiders'], why: /1 of 1/ }],
    'a report, but no alert': reporting([], ['SiteAdmin']),
  },
  fail: {
    neither: [reporting([], null), { resources: ['PHI to outsiders'] }],
    'a rule on identifiers reaches nobody': tenant(
      dlp({}, { advancedRule: sensitive, generateAlert: [], generateIncidentReport: [] }),
    ),
    'the alert is off': reporting(['false'], []),
  },
  'not-applicable': {
    'no rule in force is on PHI or identifiers': tenant(
      dlp({}, { advancedRule: all(content(group(card))), generateAlert: [] }),
    ),
  },
  'not-licensed': { 'the source says that DLP is not licensed': tenant({ ...dlp(), dlpLicense: { licensed: false } }) },
  unknown: { 'rule conditions were not collected': tenant(dlp({}, { advancedRule: undefined })) },
});
