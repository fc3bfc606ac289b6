import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { versionsKept } from './versions-kept.ts';

const spo = (settings: object, parameters = {}) => tenant({ sharepointTenant: settings }, { parameters });

testControl(versionsKept, {
  pass: {
    '100 versions': spo({ MajorVersionLimit: 100, EnableAutoExpirationVersionTrim: false }),
    'the automatic limit': [spo({ EnableAutoExpirationVersionTrim: true }), { why: /automatic/ }],
    'enough, and the automatic limit was not collected': spo({ MajorVersionLimit: 500 }),
  },
  fail: {
    '99 versions': [
      spo({ MajorVersionLimit: 99, EnableAutoExpirationVersionTrim: false }),
      { resources: ['Versions kept'] },
    ],
    'a baseline of 500': spo({ MajorVersionLimit: 499, EnableAutoExpirationVersionTrim: false }, { versions: 500 }),
  },
  unknown: {
    'few, and the automatic limit was not collected': spo({ MajorVersionLimit: 50 }),
    'neither was collected': spo({ SharingCapability: 0 }),
  },
});
