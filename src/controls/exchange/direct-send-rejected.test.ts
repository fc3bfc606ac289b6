import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { directSendRejected } from './direct-send-rejected.ts';

const clinic = (rejectDirectSend: boolean | null) => tenant({ organizationConfig: { rejectDirectSend } });

testControl(directSendRejected, {
  pass: { rejected: [clinic(true), { resources: ['Exchange organization settings'] }] },
  fail: { 'not rejected': [clinic(false), { resources: ['Exchange organization settings'] }] },
  unknown: {
    'the source leaves it empty': clinic(null),
    'ScubaGear does not read this field': tenant({ organizationConfig: { auditDisabled: false } }),
  },
});
