import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { mailboxAuditingDefaultOn } from './mailbox-auditing-default-on.ts';

const clinic = (AuditDisabled: unknown) => tenant({ organizationConfig: [{ AuditDisabled }] });

testControl(mailboxAuditingDefaultOn, {
  pass: {
    'S3-51: auditing is not turned off': [
      clinic(false),
      { resources: ['Exchange organization settings'], policies: { 'MS.EXO.13.1v1': 'pass' } },
    ],
    'text for a boolean': clinic('False'),
  },
  fail: { 'S3-51: auditing is turned off': [clinic(true), { policies: { 'MS.EXO.13.1v1': 'fail' } }] },
  unknown: { 'the source leaves it empty': clinic(null) },
});
