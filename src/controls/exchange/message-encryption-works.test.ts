import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { messageEncryptionWorks } from './message-encryption-works.ts';

const settings = {
  azureRMSLicensingEnabled: true,
  internalLicensingEnabled: true,
  simplifiedClientAccessEnabled: true,
  licensingLocation: ['https://rms.example.com/_wmcs/licensing'],
};
const clinic = (more: object, result?: string, extra: object = {}) =>
  tenant({
    irmConfiguration: { ...settings, ...more },
    ...(result && {
      irmTest: { Results: `Checking Exchange Server ...\r\n  - PASS\r\n\r\nOVERALL RESULT: ${result}` },
    }),
    ...extra,
  });
const plans = (servicePlanName: string) => ({ servicePlans: [{ servicePlanName, provisioningStatus: 'Success' }] });

testControl(messageEncryptionWorks, {
  pass: {
    'S3-45: set up, button on, test passes': [
      clinic({}, 'PASS'),
      { resources: ['Message encryption settings', 'Message encryption test', 'Encrypt button in Outlook on the web'] },
    ],
    'a pass with warnings is a pass': clinic({}, 'PASS with warnings on disabled features'),
    'the license is held': clinic({}, 'PASS', plans('RMS_S_ENTERPRISE_GOV')),
  },
  partial: {
    'S3-43: people have no Encrypt button': [
      clinic({ simplifiedClientAccessEnabled: false }, 'PASS'),
      { resources: ['Encrypt button in Outlook on the web'] },
    ],
  },
  fail: {
    'licensing by Azure Rights Management is off': [
      clinic({ azureRMSLicensingEnabled: false }, 'PASS'),
      { resources: ['Message encryption settings'] },
    ],
    'internal licensing is off': clinic({ internalLicensingEnabled: false }, 'PASS'),
    'no licensing location': clinic({ licensingLocation: [] }, 'PASS'),
    'all set, but the test fails': [clinic({}, 'FAIL'), { resources: ['Message encryption test'] }],
    'off and the test fails': [
      clinic({ azureRMSLicensingEnabled: null }, 'FAIL'),
      { resources: ['Message encryption settings', 'Message encryption test'] },
    ],
  },
  unknown: {
    'all set, but nobody tested it': [clinic({}), { why: /Test-IRMConfiguration/ }],
    'the test says nothing that can be read': clinic({}, 'n/a'),
  },
  'not-licensed': { 'no plan carries it': clinic({}, 'PASS', plans('EXCHANGE_S_STANDARD')) },
});
