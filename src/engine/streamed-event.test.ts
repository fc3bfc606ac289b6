import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clinicTenant, fileRecord, unifiedRecord } from '../../test/audit-records.ts';
import { normalizeRecord } from '../connectors/audit-records/normalize.ts';
import type { StreamedEvent } from '../core/stream.ts';
import { streamedEvent } from './streamed-event.ts';

const tenant = { id: clinicTenant, name: 'Larkmeadow Family Clinic' };
const streamed = (record: Record<string, unknown>, raw = false): StreamedEvent => {
  const event = normalizeRecord(record);
  assert.ok(typeof event !== 'string');
  return streamedEvent(event, tenant, raw);
};
/** Each stands somewhere in the records below and must stand in nothing that leaves. */
const planted = /zebulon|quist|oncology|biopsy/i;

describe('S3-54, S0-59: what of an event leaves', () => {
  it('a file by its id, kind and size, and never by its name', () => {
    const record = fileRecord(
      'FileDownloaded',
      { file: 'Zebulon Quist biopsy.docx' },
      {
        FileSizeBytes: 20480,
        ListItemUniqueId: '6D1F0A8E-3C52-4F0B-9A53-0D6F2F6A1B11',
        DestinationRelativeUrl: 'Oncology',
      },
    );
    const event = streamed(record);
    assert.deepEqual(event.file, { id: '6d1f0a8e-3c52-4f0b-9a53-0d6f2f6a1b11', extension: 'docx', bytes: 20480 });
    assert.doesNotMatch(JSON.stringify(event), planted);
    assert.equal(event.site, 'https://clinic.sharepoint.com/sites/patients');
  });

  const silent: Record<string, Record<string, unknown>> = {
    'an item id that is a name': fileRecord('FileAccessed', { file: 'Quist.docx' }, { ListItemUniqueId: 'Quist.docx' }),
    'an ending that is a name': fileRecord(
      'FileAccessed',
      { file: 'letter.Zebulon Quist' },
      { SourceFileExtension: 'Zebulon Quist' },
    ),
    'the subject of a mail': unifiedRecord(
      'MailItemsAccessed',
      2,
      'Exchange',
      {},
      {
        LogonType: 2,
        MailboxOwnerUPN: 'tom@clinic.example.com',
        Item: { Subject: 'Biopsy of Zebulon Quist' },
        Folders: [{ Path: '\\Oncology', FolderItems: [{ Subject: 'Quist' }] }],
      },
    ),
    'what data loss prevention found': unifiedRecord(
      'DLPRuleMatch',
      13,
      'Exchange',
      {},
      {
        PolicyDetails: [
          {
            PolicyName: 'HIPAA',
            Rules: [
              {
                RuleName: 'r',
                ConditionsMatched: {
                  SensitiveInformation: [
                    { SensitiveInformationDetections: { DetectedValues: [{ Value: 'Zebulon Quist' }] } },
                  ],
                },
              },
            ],
          },
        ],
        ExchangeMetaData: { Subject: 'biopsy', From: 'nina@clinic.example.com', To: ['quist@mail.example.net'] },
      },
    ),
    'who got a link': unifiedRecord(
      'AddedToSecureLink',
      14,
      'SharePoint',
      {},
      {
        TargetUserOrGroupName: 'zebulon.quist@mail.example.net',
        TargetUserOrGroupType: 'Guest',
        ObjectId: 'https://clinic.sharepoint.com/sites/patients/Quist.docx',
      },
    ),
    'a guest who reads': fileRecord('FileAccessed', { user: 'zebulon.quist_mail.example.net#EXT#@clinic.example.com' }),
    'a patient with a link': fileRecord('FileAccessed', { user: 'urn:spo:guest#zebulon.quist@mail.example.net' }),
    'a rule for a patient': unifiedRecord(
      'New-InboxRule',
      1,
      'Exchange',
      {},
      { Parameters: [{ Name: 'SubjectContainsWords', Value: 'Quist' }] },
    ),
    'words of a search': unifiedRecord(
      'SearchQueryPerformed',
      4,
      'SharePoint',
      {},
      { SearchQueryText: 'Zebulon Quist', EventData: '<q>quist</q>' },
    ),
    'the reason for a lower label': unifiedRecord(
      'SensitivityLabelUpdated',
      83,
      'SharePoint',
      {},
      { SensitivityLabelEventData: { LabelEventType: 2, JustificationText: 'for Quist' } },
    ),
  };
  for (const [name, record] of Object.entries(silent))
    it(`not ${name}`, () => assert.doesNotMatch(JSON.stringify(streamed(record)), planted));

  it('of people outside the domain alone, of own people the account', () => {
    const guest = streamed(silent['a guest who reads']!);
    assert.deepEqual([guest.actor.name, guest.actor.kind], ['[outside]@mail.example.net', 'guest']);
    assert.equal(streamed(silent['who got a link']!).target, '[outside]@mail.example.net');
    assert.equal(streamed(silent['the subject of a mail']!).target, 'tom@clinic.example.com');
    assert.equal(streamed(fileRecord('FileAccessed')).actor.name, 'nina@clinic.example.com');
  });

  it('with raw the record goes along whole', () => {
    const record = fileRecord('FileDownloaded', { file: 'Quist.docx' });
    const event = streamed(record, true);
    assert.equal(event.raw?.['SourceFileName'], 'Quist.docx');
    assert.equal(event.file?.name, 'Quist.docx');
  });
});
