import type { ContentSeed } from '../content/content.ts';
import * as made from '../content/documents.ts';
import { draftContent } from '../content/draft.ts';
import { fullName, patient, valuesOf } from '../content/patients.ts';
import type { Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';

const at = (name: string) => `${name}@mangrovebay.example.com`;
const one = (index: number) => patient('mangrove', index, { town: 'Tampa', state: 'FL', zip: '33602' });
const url = 'https://mangrovebay-example.sharepoint.com/sites/medical-records';
const team = { id: '7c1a5e00-0300-4000-8000-000000000011', name: 'Nursing 4 West' };

/** A sample of the hospital's twenty years of charts, in a store that everybody can change, and what people do beside it. */
export function hospitalContent(seed: TenantSeed): ContentSeed {
  const draft = draftContent(seed);
  const records = draft.library({ url, title: 'Medical records' }, 'Documents');
  const put = (drive: Entity, folder: string, by: string, when: string, file: made.Made): void =>
    draft.file(drive, { path: `${folder}/${file.name}`, bytes: file.bytes, truth: file.truth, by: at(by), at: when });
  draft.folder(records, '2024', at('curtis.vail'), '2026-06-16T15:00:00Z', [
    { kind: 'organization', access: 'edit', by: at('curtis.vail'), at: '2026-07-01T15:00:00Z' },
  ]);
  for (let index = 0; index < 40; index += 1) {
    const year = 2007 + (index % 19);
    put(records, `${year}/Charts`, 'curtis.vail', '2026-06-16T15:00:00Z', {
      ...made.visitNote(one(index), `March ${1 + (index % 28)}, ${year}`, 'Dr. Amelia Boggs'),
      name: `chart-${index + 1}.docx`,
    });
  }
  for (let index = 40; index < 50; index += 1)
    put(
      records,
      '2026/Laboratory',
      'laboratory1',
      '2026-10-01T15:00:00Z',
      made.labResult(one(index), '20261001150000'),
    );
  put(
    records,
    '2026/Infectious disease',
    'laboratory1',
    '2026-10-01T15:00:00Z',
    made.hivResult(one(51), 'October 1, 2026'),
  );
  const census = made.patientList(
    'census',
    Array.from({ length: 15 }, (_, index) => one(index)),
    'xlsx',
  );
  draft.file(draft.oneDriveOf(at('nursing1')), {
    ...{
      path: 'census.xlsx',
      bytes: census.bytes,
      truth: census.truth,
      by: at('nursing1'),
      at: '2026-11-18T12:00:00Z',
    },
    shares: [
      {
        kind: 'anonymous',
        access: 'edit',
        by: at('nursing1'),
        at: '2026-08-01T12:00:00Z',
        lastUsed: '2026-08-05T12:00:00Z',
      },
    ],
  });
  put(
    draft.oneDriveOf(at('administration1')),
    'Schedules',
    'administration1',
    '2026-11-01T12:00:00Z',
    made.staffSchedule('nursing-november', ['Nursing 1', 'Nursing 2']),
  );
  const told = one(3);
  const truth = { class: 'PHI', patients: 1, values: valuesOf([told]) } as const;
  draft.channel(team, 'General', [
    { by: at('nursing2'), at: '2026-11-18T03:10:00Z', text: '<p>Linen cart is on the fourth floor.</p>' },
    {
      ...{ by: at('nursing1'), at: '2026-11-18T03:12:00Z', truth },
      text: `<p>${fullName(told)}, MRN ${told.mrn}, born ${told.born}, had chest pain at 3 am, troponin is pending.</p>`,
    },
  ]);
  draft.mail(at('billing1'), {
    ...{
      folder: 'sentitems',
      from: at('billing1'),
      to: ['claims@payer.example.net'],
      subject: 'Claim for review',
      truth,
    },
    body: `Claim of ${fullName(told)}, MRN ${told.mrn}, date of birth ${told.born}, for chest pain (R07.9) is attached.`,
    sent: '2026-11-17T14:00:00Z',
  });
  return draft.done;
}
