import { exchangeAdminRecord, many, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { quarantineReleased } from './quarantine-released.ts';

const release = (at: number, fields = {}, user = 'nina@clinic.example.com') =>
  unifiedRecord(
    'QuarantineReleaseMessage',
    65,
    'Quarantine',
    { user, at },
    {
      RequestType: 2,
      RequestSource: 0,
      NetworkMessageId: `message-${at}`,
      ReleaseTo: user,
      ...fields,
    },
  );

testDetection(quarantineReleased, {
  alerts: {
    'certain phishing': {
      records: [release(0, { QuarantineType: 'HighConfPhish' })],
      severity: 'high',
      why: /^nina@clinic\.example\.com let malware or certain phishing out of quarantine$/,
    },
    'malware, by the cmdlet': [exchangeAdminRecord('release-quarantinemessage', { Identity: 'x\\y', Type: 'Malware' })],
    'twenty messages of an hour': { records: many(20, (index) => release(index)), severity: 'medium', count: 20 },
  },
  silent: {
    'a newsletter now and then': many(10, (index) => release(index * 60)),
    'many people, each a few': many(30, (index) => release(index, {}, `person${index % 10}@clinic.example.com`)),
    previews: many(30, (index) => ({ ...release(index), Operation: 'QuarantinePreviewMessage' })),
    'deleted in quarantine': many(30, (index) => ({ ...release(index), Operation: 'QuarantineDeleteMessage' })),
  },
});
