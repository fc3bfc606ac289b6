import assert from 'node:assert/strict';
import { it } from 'node:test';
import { gzipSync, strToU8, zipSync } from 'fflate';
import type { ExtractedDocument } from '../../src/core/document.ts';
import { readDocument } from '../../src/documents/read.ts';
import { emlFile, msgFile } from './mail-files.ts';
import { docxFile, pptxFile, xlsxFile } from './office-files.ts';
import { pdfFile } from './pdf-files.ts';
import { ccdaDocument, dicomFile, fhirPatient, hl7Message, tarFile, x12Claim } from './record-files.ts';

const read = (name: string, bytes: Uint8Array | string) =>
  readDocument({ name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes });
const partsOf = (document: ExtractedDocument) => document.parts.map(({ place, text }) => [place, text]);

it('S0-51: a Word file gives body, deleted text, boxes, tables, headers, footers, notes, comments and properties', async () => {
  const document = await read('chart.docx', await docxFile());
  assert.equal(document.kind, 'docx');
  assert.deepEqual(document.gaps, []);
  assert.deepEqual(partsOf(document), [
    [
      'body',
      'Patient: Rosa Delgado\tDOB 01/31/1985\ndeleted diagnosis asthma\nText in a box\n\nName\tMRN\nOmar Haddad\t4410022',
    ],
    ['header 1', 'Header of Larkmeadow Clinic'],
    ['footer 1', 'Footer page of ward 7'],
    ['footnotes', 'Footnote with phone 206-555-0142'],
    ['comments', 'Comment on MRN 4410021'],
    ['properties', 'title: Chart of Rosa Delgado\ncreator: Ann Writer\nlast Modified By: Un-named'],
    ['custom properties', 'Case number: CASE-778812'],
  ]);
});

it('S0-51: what hides in Office files is read: chunks of HTML, histories of changes, pivot caches, own data', async () => {
  const file = (parts: Record<string, string>) =>
    zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
    });
  const word = await read(
    'a.docx',
    file({
      'word/document.xml': '<w:document><w:body><w:p><w:r><w:t>body</w:t></w:r></w:p></w:body></w:document>',
      'word/afchunk1.htm': '<html><p>chunk of Rosa</p></html>',
      'customXml/item1.xml': '<patient><fullName>Rosa Delgado</fullName></patient>',
    }),
  );
  assert.deepEqual(partsOf(word), [
    ['body', 'body'],
    ['embedded afchunk1.htm > body', 'chunk of Rosa'],
    ['custom data 1', 'full Name: Rosa Delgado'],
  ]);
  const book = await read(
    'a.xlsx',
    file({
      'xl/workbook.xml':
        '<workbook><definedNames><definedName name="Owner">"Rosa"</definedName></definedNames></workbook>',
      'xl/worksheets/sheet9.xml':
        '<worksheet><sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>unlisted</t></is></c></row></sheetData></worksheet>',
      'xl/pivotCache/pivotCacheDefinition1.xml':
        '<pivotCacheDefinition><cacheField name="Patient"><sharedItems><s v="Rosa"/><s v="Omar"/></sharedItems></cacheField></pivotCacheDefinition>',
      'xl/revisions/revisionLog1.xml':
        '<revisions><rcc><oc t="inlineStr"><is><t>old value</t></is></oc></rcc></revisions>',
    }),
  );
  assert.deepEqual(partsOf(book), [
    ['sheet sheet9.xml (hidden)', '\tunlisted'],
    ['defined names', 'Owner: "Rosa"'],
    ['pivot cache of pivotCacheDefinition1', 'Patient:\tRosa\tOmar'],
    ['history of changes of revisionLog1', 'old value'],
  ]);
});

it('S0-51: OpenDocument gives body and tables, and says when it is locked', async () => {
  const text =
    '<office:document-content><text:p>Rosa<text:s text:c="2"/>Delgado</text:p><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></office:document-content>';
  const file = (more: Record<string, string>) =>
    zipSync(
      Object.fromEntries(
        Object.entries({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': text, ...more }).map(
          ([name, content]) => [name, strToU8(content)],
        ),
      ),
    );
  assert.deepEqual(partsOf(await read('a.odt', file({}))), [['body', 'Rosa  Delgado\na\tb']]);
  const locked = await read('a.odt', file({ 'META-INF/manifest.xml': '<manifest:encryption-data/>' }));
  assert.deepEqual(
    locked.gaps.map(({ reason }) => reason),
    ['encrypted'],
  );
});

it('S0-51: a workbook gives shown and hidden sheets row by row, dates and padded numbers as people see them', async () => {
  const document = await read('schedule.xlsx', await xlsxFile());
  assert.equal(document.kind, 'xlsx');
  assert.deepEqual(document.parts.slice(0, 3), [
    { place: 'sheet Schedule', text: 'Name\tDOB\tSSN\tVisits', by: 'cell', row: 1 },
    { place: 'sheet Schedule', text: 'Rosa Delgado\t01/31/1985\t001-23-4567\t4', by: 'cell', row: 2 },
    { place: 'sheet Schedule', text: '\t\t\t\t\t\t\tRosa Delgado', by: 'cell', row: 9 },
  ]);
  assert.deepEqual(partsOf(document).slice(3, 6), [
    ['headers of sheet Schedule', 'Header of the sheet'],
    ['sheet Archive (hidden)', '\tMRN 4410021'],
    ['comments of sheet Schedule', 'D2: Note on the visits'],
  ]);
  assert.deepEqual(document.gaps, []);
});

it('S0-51: a presentation gives slides, tables, notes and hidden slides', async () => {
  const document = await read('board.pptx', await pptxFile());
  assert.equal(document.kind, 'pptx');
  const parts = new Map(document.parts.map(({ place, text }) => [place, text]));
  assert.equal(parts.get('slide 1'), 'Tumor board: Rosa Delgado\nMRN\t4410021');
  assert.match(parts.get('slide 1 notes') ?? '', /^Speak of the lymphoma/);
  assert.equal(parts.get('slide 2 (hidden)'), 'Backup slide');
  assert.deepEqual(document.gaps, []);
});

it('S0-51: a PDF gives its pages and properties', async () => {
  const document = await read(
    'chart.pdf',
    await pdfFile(['Patient Rosa Delgado\nDOB 01/31/1985', 'Page two'], { info: { Title: 'Chart' } }),
  );
  assert.deepEqual(partsOf(document), [
    ['page 1', 'Patient Rosa Delgado\nDOB 01/31/1985'],
    ['page 2', 'Page two'],
    ['properties', 'Title: Chart'],
  ]);
});

it('S0-51: RTF gives text in the code pages of its fonts, headers, comments and properties', async () => {
  const rtf =
    "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fcharset238 Times;}}{\\info{\\title Chart of Rosa}}{\\header Clinic head\\par}\\f0 Caf\\'e9 Rosa\\u8217?s {\\b DOB} 01/31/1985\\par\\f1 \\'b3\\'f3d\\'9f\\f0\\par{\\*\\annotation note on MRN}{\\*\\fldinst HYPERLINK x}\\trowd a\\cell b\\cell\\row}";
  assert.deepEqual(partsOf(await read('chart.rtf', rtf)), [
    ['body', 'Café Rosa’s DOB 01/31/1985\nłódź\na\tb'],
    ['header', 'Clinic head'],
    ['comments', 'note on MRN'],
    ['properties', 'Chart of Rosa'],
  ]);
});

it('S0-51: HTML gives what is shown, and apart from it what is not', async () => {
  const html =
    '<html><head><title>T</title><style>x{}</style></head><body><p>Rosa&nbsp;Delgado</p><table><tr><td>MRN</td><td>44</td></tr></table><!-- hidden 123 --><script>no</script><a href="mailto:a@example.com">m</a></body></html>';
  assert.deepEqual(partsOf(await read('page.html', html)), [
    ['body', 'T\n\nRosa Delgado\n\nMRN\t44\n\nm'],
    ['not shown', 'hidden 123\nmailto:a@example.com'],
  ]);
});

it('S0-51: a mail gives headers, body and the parts of its attachments', async () => {
  const document = await read('mail.eml', emlFile({ name: 'referral.docx', bytes: await docxFile() }));
  assert.deepEqual(partsOf(document).slice(0, 2), [
    [
      'headers',
      'From: Dr. Ann Okafor <ann@example.com>\nTo: frontdesk@example.com\nDate: Fri, 20 Nov 2026 10:00:00 +0000\nSubject: Referral for José',
    ],
    ['body', 'José Marin, MRN 4410021, has diabetes.\n'],
  ]);
  assert.deepEqual(document.parts.map(({ place }) => place).slice(2, 4), [
    'attachment referral.docx > body',
    'attachment referral.docx > header 1',
  ]);
});

it('S0-51: an Outlook message gives headers, body and attachments, and what HTML alone says', async () => {
  const document = await read(
    'item.msg',
    msgFile({
      subject: 'Ref',
      body: 'Body of Rosa',
      html: '<p>Body of Rosa</p>',
      attachments: [{ name: 'a.txt', bytes: strToU8('attached words') }],
    }),
  );
  assert.deepEqual(partsOf(document), [
    ['headers', 'From: Ann Okafor\nTo: Front Desk <frontdesk@example.com>\nSubject: Ref'],
    ['body', 'Body of Rosa'],
    ['attachment a.txt', 'attached words'],
  ]);
});

it('S0-51: the compressed RTF body of an Outlook message is unpacked', async () => {
  // The example of [MS-OXRTFCP] 3.1.1: "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n".
  const packed = Buffer.from(
    '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
    'hex',
  );
  const document = await read('item.msg', msgFile({ subject: 'Ref', rtf: packed, attachments: [] }));
  assert.deepEqual(partsOf(document).at(-1), ['body', 'hello world']);
});

it('S0-51: archives in archives are opened', async () => {
  const inner = zipSync({ 'b.txt': strToU8('inner') });
  assert.deepEqual(partsOf(await read('x.zip', zipSync({ 'a.txt': strToU8('in zip'), 'i.zip': inner }))), [
    ['entry a.txt', 'in zip'],
    ['entry i.zip > entry b.txt', 'inner'],
  ]);
  assert.deepEqual(partsOf(await read('x.tar', tarFile({ 'a.txt': 'first', 'b/c.txt': 'second' }))), [
    ['entry a.txt', 'first'],
    ['entry b/c.txt', 'second'],
  ]);
  assert.deepEqual(partsOf(await read('x.tgz', gzipSync(tarFile({ 'a.txt': 'first' })))), [
    ['x.tar > entry a.txt', 'first'],
  ]);
});

for (const [name, text, kind] of [
  ['message.hl7', hl7Message, 'hl7'],
  ['claim.edi', x12Claim, 'x12'],
  ['patient.json', fhirPatient, 'fhir'],
  ['summary.xml', ccdaDocument, 'ccda'],
  ['notes.txt', 'From: Ann\nTo: Ben\nSubject: a memo and no mail\n\nText', 'text'],
  ['list.csv', 'Name,MRN\nRosa,1\n', 'text-table'],
  ['visit.ics', 'BEGIN:VCALENDAR\nSUMMARY:Visit\nEND:VCALENDAR', 'calendar'],
  ['rosa.vcf', 'BEGIN:VCARD\nFN:Rosa\nEND:VCARD', 'contact'],
] as const) {
  it(`S0-51: ${kind} is given exactly as it stands, so that offsets are those of the file (${name})`, async () => {
    const document = await read(name, text);
    assert.equal(document.kind, kind);
    assert.deepEqual(partsOf(document), [['', text]]);
  });
}

it('S0-51: DICOM gives tags by name, and says that pixels may show names', async () => {
  const document = await read(
    'scan.dcm',
    dicomFile({
      '00100010PN': 'Delgado^Rosa',
      '00100020LO': '4410021',
      '00100030DA': '19850131',
      '00280010US': new Uint8Array([1, 2]),
      '7fe00010OW': new Uint8Array(64),
    }),
  );
  assert.deepEqual(partsOf(document), [
    ['tags', 'Patient name: Delgado, Rosa\nPatient ID (MRN): 4410021\nDate of birth: 01/31/1985'],
  ]);
  assert.deepEqual(document.warnings, [
    'Pixels of the DICOM image were not read: names may be burnt into them. The file does not say.',
  ]);
});

for (const [what, bytes, text, damaged] of [
  ['UTF-8 with a mark', Buffer.from('\ufeffJosé'), 'José', false],
  ['UTF-16 with a mark', Buffer.from('\ufeffJosé', 'utf16le'), 'José', false],
  ['UTF-16 without a mark', Buffer.from('Jose Marin was here', 'utf16le'), 'Jose Marin was here', false],
  ['UTF-16 of the other order', Buffer.from('\ufeffJosé', 'utf16le').swap16(), 'José', false],
  ['Windows-1252', Buffer.from([0x4a, 0x6f, 0x73, 0xe9, 0x20, 0x93, 0x78, 0x94]), 'José “x”', false],
  [
    'broken UTF-8',
    Buffer.concat([Buffer.from('José María '), Buffer.from([0xff]), Buffer.from(' Marín')]),
    'José María \ufffd Marín',
    true,
  ],
  ['right to left and look-alikes', Buffer.from('רוזה \u202eabc\u202c Dеlgado'), 'רוזה \u202eabc\u202c Dеlgado', false],
] as const) {
  it(`S0-51: ${what} is read as text`, async () => {
    const document = await read('a.txt', bytes);
    assert.deepEqual(partsOf(document), [['', text]]);
    assert.equal(document.warnings.length, damaged ? 1 : 0);
  });
}
