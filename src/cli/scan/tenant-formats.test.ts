import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ContentBench, startContentBench } from '../../../test/content.ts';
import { compoundFile, emlFile } from '../../../test/documents/mail-files.ts';
import { docxFile, pptxFile, xlsxFile } from '../../../test/documents/office-files.ts';
import { pdfFile, scannedPage } from '../../../test/documents/pdf-files.ts';
import { hl7Message } from '../../../test/documents/record-files.ts';
import { generateTenant } from '../../simulator/tenants/generate.ts';
import type { TenantRecord } from './tenant-inventory.ts';

/** Name, content, class or reason, kind. Written by docx, exceljs, pptxgenjs, pdfkit and sharp. */
const files: (readonly [name: string, content: Uint8Array | string, verdict: string, kind: string])[] = [];
let bench: ContentBench;
describe('tenant formats', () => {
  before(async () => {
    bench = await startContentBench(generateTenant({ name: 'formats', users: 2, sites: 1, filesPerDrive: 0 }));
    const chart = [
      'Patient: Rosa Delgado',
      'DOB: 01/31/1985',
      'MRN 4410021',
      'Seen on 03/02/2026',
      'Diagnosis: asthma',
    ];
    files.push(
      ['chart.docx', await docxFile(), 'PHI', 'docx'],
      ['schedule.xlsx', await xlsxFile(), 'PHI', 'xlsx'],
      ['board.pptx', await pptxFile(), 'PHI', 'pptx'],
      ['chart.pdf', await pdfFile([chart.join('\n')]), 'PHI', 'pdf'],
      ['scan.pdf', await pdfFile([await scannedPage(chart)]), 'PHI', 'pdf'],
      ['scan.png', await scannedPage(chart), 'PHI', 'png'],
      ['mail.eml', emlFile({ name: 'Delgado chart.docx', bytes: await docxFile() }), 'PHI', 'eml'],
      ['message.hl7', hl7Message, 'PHI', 'hl7'],
      ['menu.txt', 'The cafeteria opens at eight and serves soup.\n', 'NONE', 'text'],
      ['closed.pdf', await pdfFile(chart, { userPassword: 'x' }), 'encrypted', 'pdf'],
      ['closed.docx', compoundFile('EncryptedPackage'), 'encrypted', 'unknown'],
      ['half.docx', (await docxFile()).subarray(0, 900), 'corrupt', 'unknown'],
    );
  });
  after(() => bench.close());

  it('S0-51, S0-56: files of real libraries are read as they are from the tenant, and their PHI is dated', async () => {
    const { drives } = bench.simulator.control.state(bench.tenantId);
    const drive = String(Object.values(drives!).find(({ driveType }) => driveType === 'documentLibrary')!['id']);
    for (const [name, content] of files)
      bench.simulator.control.putFile(bench.tenantId, `drive:${drive}`, name, content);
    const { out, err, exit } = await bench.run('scan', '--drive', drive, '-o', 'jsonl');
    assert.equal(exit, 6, err);
    const items = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TenantRecord);
    const named = (name: string) => items.find(({ path }) => path.endsWith(`/${name}`))!;
    assert.deepEqual(
      files.map(([name]) => [
        name,
        named(name).unreadable && !named(name).partial ? named(name).unreadable : named(name).class,
      ]),
      files.map(([name, , verdict]) => [name, verdict]),
    );
    assert.equal(named('chart.pdf').earliestDate, '2026-03-02');
    assert.equal(named('menu.txt').earliestDate, undefined);
    for (const place of ['page 1'])
      assert.ok(named('chart.pdf').matches.some((match) => match.place.startsWith(place)));
    for (const value of ['Rosa', '4410021', '01/31/1985', 'CASE-778812']) {
      const shown = JSON.stringify(items.map((item) => ({ ...item, path: '' })));
      assert.ok(!shown.includes(value), value);
    }
  });

  it('S0-51: a message with its attachment is read from the mailbox', async () => {
    const { users } = bench.simulator.control.state(bench.tenantId);
    const [one, two] = Object.values(users!).map((user) => String(user['userPrincipalName']));
    bench.simulator.control.sendMail(bench.tenantId, {
      from: one!,
      to: [two!],
      subject: 'The form / as promised',
      body: 'See the form.',
      attachments: [{ name: 'chart.docx', bytes: await docxFile() }],
    });
    const { out, err, exit } = await bench.run('scan', '--mailbox', two!, '-o', 'json');
    assert.equal(exit, 0, err);
    const { items } = JSON.parse(out) as { items: TenantRecord[] };
    const mail = items.find(({ path }) => path.includes('as promised'))!;
    assert.equal(mail.class, 'PHI');
    assert.ok(mail.matches.some(({ place }) => place.includes('attachment')));
    assert.ok(mail.bytes > 5_000, 'the size is known once it was read');
  });

  it('labels are asked for with --labels alone, of Office files and PDF alone, and once', async () => {
    const { control } = bench.simulator;
    const { drives } = control.state(bench.tenantId);
    const drive = String(Object.values(drives!).find(({ driveType }) => driveType === 'documentLibrary')!['id']);
    const label = '8f8c7b6a-0000-4000-8000-00000000c0de';
    control.putFile(bench.tenantId, `drive:${drive}`, 'labeled.docx', await docxFile(), { labels: [label] });
    const asked = () => {
      const calls = control.requests().filter(({ url }) => url.endsWith('/extractSensitivityLabels')).length;
      control.clearRequests();
      return calls;
    };
    const labelOf = async (...more: string[]) => {
      const { out } = await bench.run('scan', '--drive', drive, '-o', 'json', ...more);
      return (JSON.parse(out) as { items: TenantRecord[] }).items.find(({ path }) => path.endsWith('labeled.docx'))!
        .label;
    };
    asked();
    assert.equal(await labelOf(), null);
    assert.equal(asked(), 0);
    assert.equal(await labelOf('--labels'), label);
    assert.ok(asked() >= 1);
    assert.equal(await labelOf('--labels'), label);
    assert.equal(asked(), 0);
  });
});
