import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { securityContactSet } from './security-contact-set.ts';

const contact = (SecurityComplianceNotificationMails: unknown, TechnicalNotificationMails: unknown) =>
  tenant({ organizationContact: { SecurityComplianceNotificationMails, TechnicalNotificationMails } });
const [security, technical] = ['Security contact', 'Technical contact'];

testControl(securityContactSet, {
  pass: {
    'both are set': [
      contact(['security@larkmeadow.example.com'], ['it@larkmeadow.example.com']),
      { resources: [security, technical] },
    ],
    'one address in place of a list': contact('security@larkmeadow.example.com', 'it@larkmeadow.example.com'),
  },
  partial: {
    'only a technical contact, proposed for security too': [
      contact([], ['it@larkmeadow.example.com']),
      { resources: [security] },
    ],
    'only a security contact': [contact(['security@larkmeadow.example.com'], null), { resources: [technical] }],
    'an empty text is no address': contact([''], ['it@larkmeadow.example.com']),
  },
  fail: { 'neither: no address can be proposed': [contact([], [null]), { resources: [security, technical] }] },
});
