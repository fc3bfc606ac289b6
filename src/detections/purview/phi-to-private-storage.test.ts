import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { phiToPrivateStorage } from './phi-to-private-storage.ts';

const found = [{ SensitiveInfoTypeId: '1', SensitiveInformationTypeName: 'Medical terms', Count: 9, Confidence: 85 }];
const endpoint = (operation: string, fields: object, given = {}) =>
  unifiedRecord(operation, 63, 'Endpoint', given, {
    ObjectId: 'C:\\Users\\nina\\Jane Sample.xlsx',
    SensitiveInfoTypeData: found,
    EnforcementMode: 1,
    ...fields,
  });

testDetection(phiToPrivateStorage, {
  alerts: {
    'S0-70: to a removable drive': {
      records: [endpoint('FileCopiedToRemovableMedia', {})],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com copied protected data to a removable drive or device$/,
    },
    'S0-70: to a private OneDrive': {
      records: [endpoint('FileUploadedToCloud', { TargetDomain: 'onedrive.live.com' })],
      why: /to onedrive\.live\.com/,
    },
    'S0-70: an address of a private cloud': [
      endpoint('FileUploadedToCloud', { TargetDomain: 'https://www.dropbox.com/home' }),
    ],
    'a match with the facts in EndpointMetaData': [
      unifiedRecord(
        'DLPRuleMatch',
        63,
        'Endpoint',
        {},
        {
          PolicyDetails: [{ PolicyName: 'PHI', Rules: [{ RuleName: 'USB' }] }],
          EndpointMetaData: { EndpointOperation: 'FileCopiedToRemovableMedia' },
        },
      ),
    ],
    blocked: {
      records: [endpoint('FileCopiedToRemovableMedia', { EnforcementMode: 4 })],
      severity: 'medium',
      why: /tried to copy/,
    },
    'forty files of a day are one alert': {
      records: Array.from({ length: 40 }, (_, index) => endpoint('FileCopiedToRemovableMedia', {}, { at: index })),
      count: 40,
    },
  },
  silent: {
    'a file without anything sensitive': [endpoint('FileCopiedToRemovableMedia', { SensitiveInfoTypeData: [] })],
    'to the own SharePoint': [endpoint('FileUploadedToCloud', { TargetDomain: 'clinic.sharepoint.com' })],
    'a domain that only looks like it': [endpoint('FileUploadedToCloud', { TargetDomain: 'notdropbox.com' })],
    'printed at the front desk': [endpoint('FilePrinted', {})],
    'read and changed': [endpoint('FileRead', {}), endpoint('FileModified', {})],
  },
});
