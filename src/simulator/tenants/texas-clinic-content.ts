import type { ContentSeed } from '../content/content.ts';
import * as made from '../content/documents.ts';
import { type ContentDraft, draftContent } from '../content/draft.ts';
import { lockedZip } from '../content/formats/locked-zip.ts';
import { digitsOf, fullName, valuesOf } from '../content/patients.ts';
import type { Share } from '../content/permissions.ts';
import type { Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';
import { at, clinicPatient as one, company, linksOn, referred, root } from './texas-clinic-links.ts';

/** The clinic's files and mail: charts where they belong, and where they do not. */
export function clinicContent(seed: TenantSeed): ContentSeed {
  const draft = draftContent(seed);
  libraries(draft);
  oneDrives(draft);
  mail(draft);
  chats(draft);
  return draft.done;
}

function libraries(draft: ContentDraft): void {
  const clinical = draft.library(company, 'Clinical');
  const documents = draft.library(company, 'Documents');
  const open = draft.library(root, 'Documents');
  const put = (
    drive: Entity,
    folder: string,
    by: string,
    when: string,
    file: made.Made,
    shares: readonly Share[] = [],
  ): void => {
    const path = folder === '' ? file.name : `${folder}/${file.name}`;
    draft.file(drive, {
      path,
      bytes: file.bytes,
      truth: file.truth,
      by: at(by),
      at: when,
      shares: [...linksOn(path), ...shares],
    });
  };
  draft.folder(clinical, 'Referrals', at('helen.aguirre'), '2026-06-20T15:00:00Z', [
    { kind: 'guest', to: ['intake@heartcenter.example.org'], by: at('helen.aguirre'), at: '2026-07-01T15:00:00Z' },
  ]);
  for (const [index, file] of referred.entries())
    put(
      clinical,
      'Referrals/Cardiology',
      index % 2 === 0 ? 'helen.aguirre' : 'marcus.boyd',
      '2026-07-02T15:00:00Z',
      file,
    );
  for (let index = 6; index < 26; index += 1)
    put(
      clinical,
      'Charts',
      'helen.aguirre',
      '2026-08-04T15:00:00Z',
      made.visitNote(one(index), 'August 4, 2026', 'Dr. Helen Aguirre'),
    );
  draft.folder(clinical, 'Lab/inbound', at('wanda.estes'), '2026-08-01T12:00:00Z', linksOn('Lab/inbound'));
  for (let index = 6; index < 12; index += 1)
    put(clinical, 'Lab/inbound', 'wanda.estes', '2026-08-03T12:00:00Z', made.labResult(one(index), '20260803120000'));
  put(clinical, 'Lab', 'wanda.estes', '2026-09-03T12:00:00Z', made.fhirBundle(one(3)));
  put(clinical, 'Lab', 'priya.castellanos', '2026-09-03T12:00:00Z', made.hivResult(one(27), 'September 1, 2026'));
  const many = (from: number, count: number) => Array.from({ length: count }, (_, index) => one(from + index));
  put(clinical, 'Billing', 'ned.jansen', '2026-07-08T14:00:00Z', made.patientList('denied-claims', many(0, 12), 'csv'));
  put(
    clinical,
    'Billing',
    'alma.kirby',
    '2026-10-19T14:00:00Z',
    made.patientList('statements-october', many(6, 20), 'xlsx'),
  );
  put(clinical, '', 'priya.castellanos', '2026-10-01T14:00:00Z', made.patientList('recall-list', many(20, 8), 'xlsx'), [
    { kind: 'organization', access: 'edit', by: at('priya.castellanos'), at: '2026-10-01T14:05:00Z' },
  ]);
  unreadable(draft, clinical);
  put(documents, '', 'ruth.medrano', '2026-11-02T14:00:00Z', made.staffSchedule('schedule-november', staff), [
    { kind: 'organization', by: at('ruth.medrano'), at: '2026-11-02T14:05:00Z' },
  ]);
  for (const title of ['Password policy', 'Visitor policy', 'Fax policy'])
    put(documents, 'Policies', 'ruth.medrano', '2026-06-30T14:00:00Z', made.policy(title));
  put(documents, 'Staff', 'ruth.medrano', '2026-09-30T14:00:00Z', made.payroll(employees));
  put(documents, 'Education', 'tom.delacroix', '2026-09-30T14:00:00Z', made.leaflet());
  put(open, 'Public', 'carla.grady', '2026-06-22T15:00:00Z', made.priceList('price-list-2026'));
  for (let index = 1; index <= 8; index += 1)
    put(open, 'Public/Forms', 'rosa.ibarra', '2026-06-20T15:00:00Z', {
      ...made.policy(`Form ${index}`),
      name: `form-${index}.docx`,
    });
  for (const name of [
    'Spring open house',
    'Flu shots',
    'New hours',
    'Parking',
    'Meet the team',
    'Summer camp physicals',
  ])
    put(open, 'Marketing', 'ruth.medrano', '2026-06-18T16:00:00Z', made.flyer(name));
  put(open, 'Marketing', 'ruth.medrano', '2026-09-01T16:00:00Z', { ...made.slides('Brand'), name: 'brand.pptx' });
}

const staff = ['Priya Castellanos', 'Tom Delacroix', 'Wanda Estes', 'Jolene Fuentes', 'Carla Grady', 'Ben Hollis'];

/** SSNs of a form that is given to nobody: area 900 and up is for other numbers, so these are of the range below 900. */
const employees = staff.map((name, index) => ({
  name,
  ssn: `5${digitsOf(`${name} area`, 2)}-${String(11 + index * 7)}-${digitsOf(`${name} serial`, 4)}`,
  street: `${200 + index * 11} Pecan Street, Abilene, TX 79601`,
}));

function unreadable(draft: ContentDraft, clinical: Entity): void {
  const note = made.visitNote(one(30), 'October 1, 2026', 'Dr. Marcus Boyd');
  const file = { by: at('marcus.boyd'), at: '2026-10-02T15:00:00Z' };
  draft.file(clinical, {
    ...{ ...file, path: 'Archive/old-charts.zip', bytes: lockedZip(note.name, note.bytes, 'larkmeadow') },
    truth: { class: 'UNREADABLE', unreadable: 'encrypted' },
  });
  draft.file(clinical, {
    ...{ ...file, path: 'Archive/damaged.docx', bytes: note.bytes.subarray(0, Math.floor(note.bytes.length / 2)) },
    truth: { class: 'UNREADABLE', unreadable: 'corrupt' },
  });
  draft.file(clinical, {
    ...{ ...file, path: 'Archive/recording.mp4', bytes: Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom') },
    truth: { class: 'UNREADABLE', unreadable: 'unsupported' },
  });
  // An export of images that nobody downloads for a look.
  draft.file(clinical, {
    ...{ ...file, path: 'Archive/imaging-export.zip', bytes: Buffer.alloc(0) },
    truth: { class: 'UNREADABLE', unreadable: 'too-large' },
    more: { size: 6_000_000_000, bytes: 'text/imaging/6000000000' },
  });
}

function oneDrives(draft: ContentDraft): void {
  const put = (owner: string, folder: string, when: string, file: made.Made, shares: readonly Share[] = []): void => {
    const path = folder === '' ? file.name : `${folder}/${file.name}`;
    draft.file(draft.oneDriveOf(at(owner)), {
      path,
      bytes: file.bytes,
      truth: file.truth,
      by: at(owner),
      at: when,
      shares,
    });
  };
  put(
    'helen.aguirre',
    'Desktop',
    '2026-09-10T15:00:00Z',
    made.visitNote(one(31), 'September 10, 2026', 'Dr. Helen Aguirre'),
    [
      {
        kind: 'specific',
        to: ['dr.finch@heartcenter.example.org'],
        by: at('helen.aguirre'),
        at: '2026-09-10T15:10:00Z',
      },
    ],
  );
  put('helen.aguirre', 'Documents', '2026-09-10T15:00:00Z', made.slides('Journal club'));
  put('simone.lacey', 'Sessions', '2026-08-20T15:00:00Z', made.therapyNote(one(32), 'August 20, 2026', 'Simone Lacey'));
  put(
    'simone.lacey',
    'Sessions',
    '2026-10-20T15:00:00Z',
    made.therapyNote(one(33), 'October 20, 2026', 'Simone Lacey'),
    [{ kind: 'member', access: 'edit', to: [at('dale.oakes')], by: at('simone.lacey'), at: '2026-08-01T15:00:00Z' }],
  );
  put(
    'ned.jansen',
    'Attachments',
    '2026-07-20T15:00:00Z',
    made.patientList('collections', [one(2), one(9), one(14)], 'csv'),
  );
  put('carla.grady', '', '2026-10-02T15:00:00Z', made.staffSchedule('front-desk', staff.slice(4)));
  put('ruth.medrano', 'Contracts', '2026-07-02T15:00:00Z', made.policy('Cleaning contract'));
  put('tom.delacroix', 'Pictures', '2026-07-02T15:00:00Z', made.flyer('Team picnic'));
}

function mail(draft: ContentDraft): void {
  const first = one(0);
  const truth = (index: number) => ({ class: 'PHI' as const, patients: 1, values: valuesOf([one(index)]) });
  draft.mail(at('helen.aguirre'), {
    ...{ folder: 'sentitems', from: at('helen.aguirre'), to: ['intake@heartcenter.example.org'] },
    subject: 'Referral for cardiology',
    body: `Please see ${fullName(first)}, date of birth ${first.born}, MRN ${first.mrn}, for suspected atrial fibrillation. Referral attached.`,
    sent: '2026-07-02T15:30:00Z',
    attachments: [{ name: referred[0]!.name, bytes: referred[0]!.bytes }],
    truth: truth(0),
  });
  draft.mail(at('helen.aguirre'), {
    ...{ folder: 'inbox', from: at('priya.castellanos'), to: [at('helen.aguirre')] },
    subject: 'Lab result to sign',
    body: `<html><body><p>Patient ${fullName(one(7))} (MRN ${one(7).mrn}, born ${one(7).born}) has a hemoglobin A1c of 8.1 %, diabetes not controlled.</p></body></html>`,
    sent: '2026-08-04T13:00:00Z',
    truth: truth(7),
  });
  draft.mail(at('helen.aguirre'), {
    ...{ folder: 'inbox', from: 'news@journal.example.com', to: [at('helen.aguirre')] },
    ...{
      subject: 'This week in the journal',
      body: 'New articles are online. Sign in to read them.',
      sent: '2026-11-16T09:00:00Z',
    },
  });
  draft.mailFolder(at('ned.jansen'), 'Claims');
  draft.mailFolder(at('ned.jansen'), 'Denied', 'Claims');
  draft.mailFolder(at('ned.jansen'), 'Recovered items', 'msgfolderroot', true);
  const list = made.patientList('denied', [one(4), one(5)], 'xlsx');
  draft.mail(at('ned.jansen'), {
    ...{
      folder: 'Denied',
      from: 'claims@payer.example.net',
      to: [at('ned.jansen')],
      subject: 'Denied claims of last week',
    },
    ...{
      body: 'The list is attached.',
      sent: '2026-09-14T14:00:00Z',
      attachments: [{ name: list.name, bytes: list.bytes }],
    },
    truth: list.truth,
  });
  draft.mail(at('ned.jansen'), {
    ...{ folder: 'Recovered items', from: at('ned.jansen'), to: [at('alma.kirby')], subject: 'Old statement' },
    body: `${fullName(one(11))}, MRN ${one(11).mrn}, born ${one(11).born}, owes for the asthma visit of June 18, 2026.`,
    sent: '2026-07-14T14:00:00Z',
    truth: truth(11),
  });
  for (const [index, name] of ['carla.grady', 'ben.hollis', 'ruth.medrano', 'tom.delacroix'].entries())
    draft.mail(at(name), {
      ...{ folder: 'inbox', from: at('ruth.medrano'), to: [at(name)], subject: `Staff meeting ${index + 1}` },
      ...{
        body: 'The meeting is on Thursday at noon in the break room. Bring ideas for the open house.',
        sent: `2026-11-1${index}T14:00:00Z`,
      },
    });
}

function chats(draft: ContentDraft): void {
  const about = one(15);
  draft.chat(
    [at('priya.castellanos'), at('tom.delacroix')],
    [
      { by: at('tom.delacroix'), at: '2026-11-17T14:01:00Z', text: '<p>Can you cover the desk at lunch?</p>' },
      {
        ...{ by: at('priya.castellanos'), at: '2026-11-17T14:03:00Z' },
        text: `<p>Yes. ${fullName(about)}, MRN ${about.mrn}, born ${about.born}, needs an insulin refill today.</p>`,
        truth: { class: 'PHI', patients: 1, values: valuesOf([about]) },
      },
    ],
  );
}
