import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { safeAttachmentsCheckFiles } from './safe-attachments-check-files.ts';

const both = (outcome: 'pass' | 'fail') => ({ 'MS.SECURITYSUITE.1.4v1': outcome, 'MS.DEFENDER.3.1v1': outcome });

testControl(safeAttachmentsCheckFiles, {
  pass: {
    'on in the one policy': [
      tenant({ atpPolicies: { Identity: 'Default', Name: 'Default', EnableATPForSPOTeamsODB: true } }),
      { policies: both('pass'), resources: ['Default'] },
    ],
    'on in one of two': tenant({
      atpPolicies: [
        { identity: 'Default', enableATPForSPOTeamsODB: false },
        { identity: 'Second', enableATPForSPOTeamsODB: true },
      ],
    }),
    'licensed by Plan 2': tenant({
      atpPolicies: [{ enableATPForSPOTeamsODB: true }],
      servicePlans: [{ servicePlanName: 'THREAT_INTELLIGENCE_GOV', provisioningStatus: 'Success' }],
    }),
  },
  fail: {
    off: [
      tenant({ atpPolicies: [{ identity: 'Default', name: 'Default', enableATPForSPOTeamsODB: false }] }),
      { policies: both('fail'), resources: ['Default'] },
    ],
    'not set': tenant({ atpPolicies: [{ identity: 'Default', enableATPForSPOTeamsODB: null }] }),
    'licensed and read, but there is no policy': [
      tenant({ atpPolicies: [], defenderLicense: { available: true } }),
      { policies: both('fail') },
    ],
  },
  'not-licensed': {
    'the source says that the command does not exist': tenant({
      atpPolicies: [],
      defenderLicense: { available: false },
    }),
    'the licenses were read and lack it': tenant({
      atpPolicies: [{ enableATPForSPOTeamsODB: true }],
      servicePlans: [{ servicePlanName: 'EXCHANGE_S_ENTERPRISE', provisioningStatus: 'Success' }],
    }),
  },
  unknown: {
    'licensed, but the reader could not run the command': tenant({
      atpPolicies: [],
      defenderLicense: { available: false },
      servicePlans: [{ servicePlanName: 'ATP_ENTERPRISE', provisioningStatus: 'Success' }],
    }),
  },
});
