import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  clinicSite,
  clinicTenant,
  fileRecord,
  graphSignInRecord,
  loginRecord,
  mailAccessRecord,
  many,
  recordId,
  type RawRecord,
} from '../../../test/audit-records.ts';
import { testFolder } from '../../../test/store/harness.ts';
import { canonical } from '../../engine/scan-value.ts';
import { putContentFolders, settleFolders } from '../../store/content-folders.ts';
import { putListedItems } from '../../store/content-listed.ts';
import { contentSeal } from '../../store/content-sealing.ts';
import { putContentStore } from '../../store/content-stores.ts';
import { saveVerdict } from '../../store/content-verdicts.ts';
import { eventLogOf } from '../../store/events/log-place.ts';
import { WriteAhead } from '../../store/events/write-ahead.ts';
import { openKeyring } from '../../store/master-key.ts';
import { type Store, openStore } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { main } from '../main.ts';
import { hashKey } from '../scan/hash-key.ts';
import { valueHash } from '../scan/value-hash.ts';

const quill = '6d1f0a8e-3c52-4f0b-9a53-0d6f2f6a1b11';
const other = '7e2f0a8e-3c52-4f0b-9a53-0d6f2f6a1b22';
const message = '<lab-result-7@clinic.example.com>';
const library = `${clinicSite}/Shared%20Documents`;

interface Answer {
  rows: { id: string; actor: string; operation: string; joinedBy?: string; managed?: boolean; country?: string }[];
  items?: { id: string; path?: string }[];
  next?: string;
  unsealed: number | null;
}

describe('wardline access explore', () => {
  const home = testFolder();
  const cwd = testFolder();
  let store: Store;
  const named = new Map<string, RawRecord>();
  const run = async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      cwd,
      env: { WARDLINE_HOME: home },
      stdout: { write: (text) => (out += text), columns: 100 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  };
  const explore = async (...argv: string[]) => {
    const { exit, out, err } = await run('access', 'explore', ...argv, '-o', 'json');
    assert.equal(exit, 0, err);
    return { ...(JSON.parse(out) as Answer), out, err };
  };
  const namesOf = (rows: Answer['rows']) =>
    rows.map(
      ({ id }) =>
        [...named].find(([, record]) => record['Id'] === id || `sign-in-${String(record['id'])}` === id)?.[0] ?? id,
    );
  const keep = (name: string, record: RawRecord) => {
    named.set(name, record);
    return record;
  };
  const noItem = { ListItemUniqueId: undefined };

  before(async () => {
    store = await openStore({ home });
    await run('tenant', 'add', clinicTenant, '--name', 'Larkmeadow Family Clinic');
    await scanned();
    const records = [
      keep(
        'opened by id',
        fileRecord('FileAccessed', { at: 1, file: 'quill.docx' }, { ListItemUniqueId: quill, IsManagedDevice: true }),
      ),
      keep(
        'downloaded by id',
        fileRecord(
          'FileDownloaded',
          { at: 2, user: 'omar@clinic.example.com', ip: '198.51.100.7' },
          { ListItemUniqueId: quill.toUpperCase(), IsManagedDevice: false },
        ),
      ),
      // An old name: the move names the id, and a record before it names the address alone.
      keep(
        'moved',
        fileRecord(
          'FileRenamed',
          { at: 4, file: 'intake 7.docx' },
          {
            ListItemUniqueId: quill,
            DestinationRelativeUrl: 'Shared Documents/Referrals',
            DestinationFileName: 'quill.docx',
          },
        ),
      ),
      keep('read under the old name', fileRecord('FilePreviewed', { at: 3, file: 'intake 7.docx' }, noItem)),
      keep(
        'shared at its address',
        fileRecord(
          'SharingSet',
          { at: 5 },
          { ...noItem, ObjectId: `${clinicSite}/Shared Documents/Referrals/quill.docx`, SourceFileName: 'quill.docx' },
        ),
      ),
      keep(
        'mail read',
        mailAccessRecord(
          { at: 6, count: 2 },
          {
            Folders: [
              {
                Path: '\\Inbox',
                FolderItems: [{ InternetMessageId: '<x@example.com>' }, { InternetMessageId: message.toUpperCase() }],
              },
            ],
          },
        ),
      ),
      keep('another file', fileRecord('FileAccessed', { at: 7, file: 'other.docx' }, { ListItemUniqueId: other })),
      keep(
        'another mail',
        mailAccessRecord(
          { at: 8 },
          { Folders: [{ Path: '\\Inbox', FolderItems: [{ InternetMessageId: '<y@example.com>' }] }] },
        ),
      ),
      ...many(40, (at) =>
        fileRecord('FileAccessed', { at: 100 + at, file: `note-${at}.docx`, user: 'zoe@clinic.example.com' }),
      ),
    ];
    const id = recordId();
    const twin = { Id: id, at: 9 };
    records.push(
      keep('sign-in of the unified log', loginRecord({ at: 9, user: 'pia@clinic.example.com' }, { Id: twin.Id })),
    );
    records.push(keep('the same of Graph', graphSignInRecord({ at: 9, user: 'pia@clinic.example.com' }, { id })));
    writeFileSync(join(cwd, 'log.ndjson'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const { exit, err } = await run('audit', 'import', 'log.ndjson');
    assert.equal(exit, 0, err);
  });
  after(() => store.close());

  async function scanned(): Promise<void> {
    const seal = contentSeal(home, openKeyring(home, {}), clinicTenant);
    const { bytes } = await hashKey({ options: { home }, cwd, env: {} });
    const hash = valueHash(bytes);
    const at = '2026-03-02T08:00:00.000Z';
    const verdict = {
      ...{ class: 'PHI' as const, patients: 1, kind: 'docx', counts: {}, sensitive: [], states: [] },
      people: [`mrn:${hash(canonical('mrn', 'LM-0012345'))}`, `person:${hash('quill robin 1985-03-05')}`],
      detail: { why: '', characters: 1, matches: [], gaps: [], warnings: [] },
    };
    await withTenant(store, clinicTenant, async (scope) => {
      await putContentStore(scope, { id: 'drive:a', kind: 'library', name: 'Documents', url: library }, at);
      await putContentStore(scope, { id: 'mailbox:nina', kind: 'mailbox', name: 'Nina' }, at);
      await putContentFolders(
        scope,
        seal,
        'drive:a',
        [
          { id: 'root', name: '' },
          { id: 'f1', parent: 'root', name: 'Referrals' },
        ],
        1,
      );
      const round = { round: 1, least: 'shared' as const };
      const files = [
        { id: 'item-a', name: 'quill.docx', parent: 'f1', bytes: 9, version: `"c:{${quill.toUpperCase()}},2"` },
      ];
      const mails = [{ id: 'mail-a', name: 'Lab result', bytes: 9, version: 'k1', messageId: message }];
      await putListedItems(scope, seal, { store: 'drive:a', ...round }, files);
      await putListedItems(scope, seal, { store: 'mailbox:nina', ...round }, mails);
      await settleFolders(scope, 'drive:a');
      for (const [id, item] of [
        ['drive:a', files[0]!],
        ['mailbox:nina', mails[0]!],
      ] as const)
        await saveVerdict(scope, seal, { store: id, id: item.id, version: item.version }, verdict, {
          settings: 's',
          at,
        });
    });
  }

  const about = [
    'mail read',
    'shared at its address',
    'moved',
    'read under the old name',
    'downloaded by id',
    'opened by id',
  ];

  it('S0-77: by patient: every event of the files and messages, under each id and address that they had', async () => {
    const { rows, items, unsealed } = await explore('--patient', 'LM-0012345');
    assert.deepEqual(namesOf(rows), about);
    assert.deepEqual(
      rows.map(({ joinedBy }) => joinedBy),
      ['message', 'address', 'id', 'address', 'id', 'id'],
    );
    assert.deepEqual([items!.length, unsealed], [2, 0]);
    assert.deepEqual(
      rows.slice(4).map(({ actor, managed }) => [actor, managed]),
      [
        ['omar@clinic.example.com', false],
        ['nina@clinic.example.com', true],
      ],
    );
  });

  it('S0-77: a name with the birth date finds the same, however both are written', async () => {
    for (const patient of ['Robin Quill 1985-03-05', 'Quill, Robin T. 03/05/1985', 'lm 0012345'])
      assert.deepEqual(namesOf((await explore('--patient', patient)).rows), about, patient);
    assert.deepEqual((await explore('--patient', 'Robin Quill 1985-03-06')).rows, []);
    assert.equal((await run('access', 'explore', '--patient', 'Robin Quill')).exit, 64);
  });

  it('S0-77: conditions join: patient, account, time and operation; pages go on', async () => {
    const of = async (...argv: string[]) => namesOf((await explore('--patient', 'LM-0012345', ...argv)).rows);
    assert.deepEqual(await of('--user', 'OMAR@clinic.example.com'), ['downloaded by id']);
    assert.deepEqual(await of('--operation', 'fileaccessed'), ['opened by id']);
    assert.deepEqual(await of('--from', '2026-03-02T09:05', '--to', '2026-03-02T09:06'), ['shared at its address']);
    const pages: string[] = [];
    for (let after: string[] = []; ;) {
      const page = await explore('--patient', 'LM-0012345', '--limit', '2', ...after);
      pages.push(...namesOf(page.rows));
      if (page.next === undefined) break;
      after = ['--after', page.next];
    }
    assert.deepEqual(pages, about);
  });

  it('S0-77: by file: the id finds the old address, and the address finds the id', async () => {
    const byId = ['shared at its address', 'moved', 'read under the old name', 'downloaded by id', 'opened by id'];
    assert.deepEqual(namesOf((await explore('--file', quill)).rows), byId);
    const old = await explore('--file', `${clinicSite}/Shared%20Documents/intake%207.docx`);
    assert.deepEqual(namesOf(old.rows), ['moved', 'read under the old name', 'downloaded by id', 'opened by id']);
    assert.deepEqual(namesOf((await explore('--ip', '198.51.100.7')).rows), ['downloaded by id']);
  });

  it('S0-59, I-6: what was typed is nowhere, and paths show with --reveal alone, which is recorded', async () => {
    const hidden = await explore('--patient', 'LM-0012345');
    assert.doesNotMatch(hidden.out, /0012345|quill|Referrals|Lab result/i);
    const shown = await explore('--patient', 'LM-0012345', '--reveal');
    assert.match(shown.out, /Referrals\/quill\.docx/);
    const openings = await withTenant(store, clinicTenant, ({ db }) =>
      db.selectFrom('auditOpenings').select(['asked', 'records']).execute(),
    );
    assert.deepEqual(openings, [{ asked: { patient: 'by name or number', items: 2 }, records: 6 }]);
  });

  it('S0-77: an export holds all pages', async () => {
    const { exit, err } = await run('access', 'explore', '--user', 'zoe@clinic.example.com', '--export', 'zoe.csv');
    assert.equal(exit, 0, err);
    assert.equal(readFileSync(join(cwd, 'zoe.csv'), 'utf8').trim().split('\r\n').length, 41);
    await run('access', 'explore', '--user', 'zoe@clinic.example.com', '--export', 'zoe.jsonl');
    assert.equal(readFileSync(join(cwd, 'zoe.jsonl'), 'utf8').trim().split('\n').length, 40);
    assert.equal((await run('access', 'explore', '--export', 'zoe.xlsx')).exit, 64);
  });

  it('S0-82: a sign-in that both logs have is shown twice and marked once', async () => {
    const { rows } = await explore('--user', 'pia@clinic.example.com');
    assert.deepEqual(
      rows
        .map((row) => [namesOf([row])[0], (row as { repeats?: boolean }).repeats ?? false])
        .sort((a, b) => String(a).localeCompare(String(b))),
      [
        ['sign-in of the unified log', false],
        ['the same of Graph', true],
      ],
    );
  });

  it('S0-77: records that are confirmed and not sealed yet are counted beside the answer', async () => {
    const place = eventLogOf(store, openKeyring(home, {}), clinicTenant);
    const ahead = WriteAhead.begin(place.folder, place.key, clinicTenant, 2);
    ahead.append(['{"id":"a","at":"","record":{}}', '{"id":"b","at":"","record":{}}']);
    ahead.close();
    const { unsealed, err } = await explore('--user', 'nina@clinic.example.com');
    assert.equal(unsealed, 2);
    assert.match(err, /2 records are not sealed yet/);
    assert.match((await run('audit', 'search', '--limit', '1')).err, /2 records are not sealed yet/);
  });
});
