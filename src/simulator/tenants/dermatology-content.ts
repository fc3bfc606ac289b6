import type { ContentSeed } from '../content/content.ts';
import * as made from '../content/documents.ts';
import { type ContentDraft, draftContent } from '../content/draft.ts';
import { docx } from '../content/formats/office.ts';
import { png } from '../content/formats/png.ts';
import { fullName, patient, valuesOf } from '../content/patients.ts';
import type { Share } from '../content/permissions.ts';
import type { TenantSeed } from '../tenant.ts';

const at = (name: string) => `${name}@saguaroderm.example.com`;
const one = (index: number) => patient('saguaro', index, { town: 'Tucson', state: 'AZ', zip: '85701' });
const company = { url: 'https://saguaroderm-example.sharepoint.com/sites/allcompany', title: 'All Company' };
const team = { id: '7c1a5e00-0300-4000-8000-000000000021', name: 'Front office' };
const doctors = ['Dr. Nadia Brandt', 'Dr. Luis Montoya', 'Dr. Erin Castle', 'Dr. Omar Haddad'];

/** The photo of scenario A3: what it is stands in its name and in what the camera's program noted. */
const photo = {
  description: 'Patient MRN 0042, lesion on left forearm, suspected melanoma',
  truth: { class: 'PHI', patients: 1, values: ['MRN 0042'] },
} as const;

/** Business files where business files belong, and the few that should be in the EHR. */
export function practiceContent(seed: TenantSeed): ContentSeed {
  const draft = draftContent(seed);
  const put = (owner: string, folder: string, when: string, file: made.Made, shares: readonly Share[] = []): void =>
    draft.file(draft.oneDriveOf(at(owner)), {
      ...{ path: folder === '' ? file.name : `${folder}/${file.name}`, bytes: file.bytes, truth: file.truth },
      ...{ by: at(owner), at: when, shares },
    });
  for (const month of ['september', 'october', 'november'])
    put('paula.reyes', 'Schedules', '2026-09-01T15:00:00Z', made.staffSchedule(`doctors-${month}`, doctors), [
      { kind: 'organization', by: at('paula.reyes'), at: '2026-09-01T15:05:00Z' },
    ]);
  put(
    'frontdesk',
    'Schedules',
    '2026-11-02T15:00:00Z',
    made.staffSchedule('desk-november', ['Lena Ortiz', 'Sam Whitaker']),
  );
  put('paula.reyes', 'Contracts', '2026-07-01T15:00:00Z', made.policy('Cleaning contract'));
  put('jun.okada', 'Marketing', '2026-08-01T15:00:00Z', made.slides('Clear skin campaign'));
  put('jun.okada', 'Marketing', '2026-08-01T15:00:00Z', made.priceList('cosmetic-prices'), [
    { kind: 'anonymous', by: at('jun.okada'), at: '2026-08-02T15:00:00Z', lastUsed: '2026-11-19T15:00:00Z' },
  ]);
  for (const name of ['Sun safety week', 'Meet our doctors'])
    put('jun.okada', 'Marketing', '2026-08-01T15:00:00Z', made.flyer(name));
  for (const name of ['before', 'after'])
    put('jun.okada', 'Marketing/Before and after', '2026-08-03T15:00:00Z', {
      ...{ name: `${name}-01.png`, bytes: png(96, `${name} laser, for the website`), truth: { class: 'NONE' } },
    });
  put('jun.okada', 'Marketing/Before and after', '2026-08-03T15:00:00Z', consent());
  const library = draft.library(company, 'Documents');
  for (const title of ['Password policy', 'Photo policy'])
    draft.file(library, {
      ...withPath('Policies', made.policy(title)),
      by: at('paula.reyes'),
      at: '2026-07-01T15:00:00Z',
    });
  const lesion = png(96, photo.description);
  put('doctor7', 'Pictures', '2026-11-18T16:20:00Z', {
    name: 'IMG_20261118 MRN 0042.png',
    bytes: lesion,
    truth: photo.truth,
  });
  talk(draft);
  return draft.done;
}

function withPath(folder: string, { name, bytes, truth }: made.Made) {
  return { path: `${folder}/${name}`, bytes, truth };
}

/** The form that a patient signed so that a picture may be shown: it names the patient, so somebody must look at it. */
function consent(): made.Made {
  const who = one(1);
  const bytes = docx([
    'Authorization to use photographs',
    `Patient: ${fullName(who)}`,
    `Date of birth: ${who.born}`,
    `MRN: ${who.mrn}`,
    'I allow Saguaro Dermatology to show pictures of my acne scars before and after laser treatment on its website.',
  ]);
  return { name: 'consent-form.docx', bytes, truth: { class: 'PHI', patients: 1, values: valuesOf([who]) } };
}

/** A second photo goes by chat: it lies in the sender's OneDrive, shared with who is in the chat. */
function talk(draft: ContentDraft): void {
  const drive = draft.oneDriveOf(at('doctor7'));
  const name = 'IMG_20261119 MRN 0042.png';
  const path = `Microsoft Teams Chat Files/${name}`;
  draft.file(drive, {
    ...{ path, bytes: png(80, photo.description), by: at('doctor7'), at: '2026-11-19T16:00:00Z', truth: photo.truth },
    shares: [{ kind: 'specific', to: [at('doctor3')], by: at('doctor7'), at: '2026-11-19T16:00:00Z' }],
  });
  const url = `${String(drive['webUrl'])}/${path.split('/').map(encodeURIComponent).join('/')}`;
  draft.chat(
    [at('doctor7'), at('doctor3')],
    [
      {
        ...{ by: at('doctor7'), at: '2026-11-19T16:00:10Z', files: [{ name, url }] },
        text: '<p>MRN 0042, lesion on the left forearm grew since spring. Melanoma? What do you think?</p>',
        truth: photo.truth,
      },
      {
        by: at('doctor3'),
        at: '2026-11-19T16:04:00Z',
        text: '<p>Looks like it needs a biopsy. Put it in the EHR.</p>',
      },
    ],
  );
  draft.channel(team, 'General', [
    {
      by: at('paula.reyes'),
      at: '2026-11-16T15:00:00Z',
      subject: 'Parking',
      text: '<p>The lot is closed on Friday.</p>',
    },
    { by: at('frontdesk'), at: '2026-11-16T15:10:00Z', text: '<p>Thanks, I will put up a sign.</p>' },
  ]);
  for (const name of ['frontdesk', 'paula.reyes', 'jun.okada'])
    draft.mail(at(name), {
      ...{ folder: 'inbox', from: at('paula.reyes'), to: [at(name)], subject: 'Holiday hours' },
      ...{
        body: 'We close at noon on the day before Thanksgiving. The new schedule is in my folder.',
        sent: '2026-11-16T15:00:00Z',
      },
    });
}
