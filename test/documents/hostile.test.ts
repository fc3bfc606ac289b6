import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { type ExtractedDocument, textOf } from '../../src/core/document.ts';
import type { Limits } from '../../src/documents/limits.ts';
import { readDocument } from '../../src/documents/read.ts';
import { compoundFile, emlFile, msgFile } from './mail-files.ts';
import { docxFile, xlsxFile } from './office-files.ts';
import { pdfFile } from './pdf-files.ts';
import { dicomFile, tarFile } from './record-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardline-hostile-'));
describe('hostile', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  const read = (name: string, bytes: Uint8Array | string, limits?: Partial<Limits>) =>
    readDocument({ name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }, limits ? { limits } : {});
  const reasons = ({ gaps }: ExtractedDocument) => gaps.map(({ place, reason }) => `${place}: ${reason}`);

  /** A ZIP whose one entry is marked as locked, beside others that are not. */
  function withLockedEntry(files: Record<string, string>, locked: string): Uint8Array {
    const zip = Buffer.from(
      zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
    );
    for (const [sign, flags, name] of [
      ['PK\u0003\u0004', 6, 30],
      ['PK\u0001\u0002', 8, 46],
    ] as const)
      for (let at = zip.indexOf(sign); at >= 0; at = zip.indexOf(sign, at + 4))
        if (zip.toString('latin1', at + name, at + name + locked.length) === locked) zip[at + flags]! |= 1;
    return zip;
  }

  it('S0-51: locked files are said to be locked', async () => {
    assert.deepEqual(
      reasons(await read('a.pdf', await pdfFile(['secret'], { userPassword: 'pw', pdfVersion: '1.7' }))),
      [': encrypted'],
    );
    assert.deepEqual(reasons(await read('a.docx', compoundFile('EncryptedPackage'))), [': encrypted']);
    const zip = await read('a.zip', withLockedEntry({ 'a.txt': 'open text', 'b.txt': 'locked text' }, 'b.txt'));
    assert.deepEqual(reasons(zip), ['entry b.txt: encrypted']);
    assert.equal(textOf(zip), 'open text');
  });

  it('S0-51: formats that are not read are named', async () => {
    for (const [name, bytes, words] of [
      ['old.doc', compoundFile('WordDocument'), /Word 97/],
      ['old.xls', compoundFile('Workbook'), /Excel 97/],
      ['a.7z', Buffer.from("7z\u00bc\u00af'\u001c123456789", 'latin1'), /7-Zip/],
      ['a.bin', new Uint8Array(500).map((_, at) => at), /no format that is read/],
      ['a.exe', Buffer.from(`MZ${'\0'.repeat(60)}PE\0\0${'\0'.repeat(60)}`), /program/],
    ] as const) {
      const document = await read(name, bytes);
      assert.deepEqual(reasons(document), [': unsupported'], name);
      assert.match(document.gaps[0]!.detail, words);
    }
  });

  it('S0-51: a wrong extension is no reason not to read, and is noted', async () => {
    const document = await read('notes.pdf', await docxFile());
    assert.equal(document.kind, 'docx');
    assert.deepEqual(document.warnings, ['The extension .pdf is wrong: the content is docx.']);
    assert.equal((await read('notes.docx', 'just words')).kind, 'text');
  });

  it('S0-51: decompression bombs end at the limits, and what was read before is kept', async () => {
    const zeros = new Uint8Array(60_000_000);
    const bomb = await read('bomb.zip', zipSync({ 'a.txt': strToU8('first'), 'b.txt': zeros }));
    assert.deepEqual(reasons(bomb), ['entry b.txt: limit']);
    assert.equal(textOf(bomb), 'first');
    assert.deepEqual(reasons(await read('bomb.gz', gzipSync(zeros))), [': limit']);
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.txt`, strToU8('x'.repeat(900_000))]));
    assert.match(reasons(await read('many.zip', zipSync(many), { unpackedBytes: 5_000_000 })).join(), /: limit/);
    assert.match(reasons(await read('many.zip', zipSync(many), { characters: 5_000_000 })).join(), /: limit/);
    assert.match(reasons(await read('many.zip', zipSync(many), { entries: 10 })).join(), /: limit/);
  });

  it('S0-51: a ZIP that says less than it holds is refused', async () => {
    const zip = Buffer.from(zipSync({ 'a.txt': strToU8('x'.repeat(5_000)) }));
    const directory = zip.indexOf('PK\u0001\u0002');
    zip.writeUInt32LE(10, directory + 24);
    assert.deepEqual(reasons(await read('liar.zip', zip)), ['entry a.txt: corrupt']);
  });

  it('S0-51: containers nested fifty deep are opened as far as the limit', async () => {
    let zip: Uint8Array = strToU8('the bottom');
    for (let depth = 0; depth < 50; depth++) zip = zipSync({ [depth === 0 ? 'a.txt' : 'a.zip']: zip });
    const document = await read('deep.zip', zip);
    assert.equal(document.gaps.length, 1);
    assert.equal(document.gaps[0]!.reason, 'limit');
    let mail: Uint8Array = Buffer.from('the bottom');
    for (let depth = 0; depth < 14; depth++) mail = emlFile({ name: depth === 0 ? 'a.txt' : 'a.eml', bytes: mail });
    assert.equal((await read('deep.eml', mail)).gaps[0]!.reason, 'limit');
  });

  it('S0-51: entities of XML are not expanded', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}"><!ENTITY d "${'&c;'.repeat(100)}"><!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:p><w:t>before &d; &x; after</w:t></w:p></w:document>`;
    const document = await read(
      'bomb.docx',
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(bomb) }),
    );
    assert.ok(textOf(document).length < 200);
    assert.match(textOf(document), /before .*after/);
    assert.doesNotMatch(textOf(document), /root:/);
  });

  it('S0-51: a PDF whose objects run in circles ends', async () => {
    const cyclic = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/Contents 3 0 R/Resources 3 0 R>>endobj
trailer<</Root 1 0 R/Prev 0>>
startxref
0
%%EOF`;
    const document = await read('cycle.pdf', cyclic);
    assert.ok(document.gaps.length + document.warnings.length > 0);
  });

  it('S0-51: files cut off anywhere give an answer and never throw', async () => {
    const seeds = {
      'a.docx': await docxFile(),
      'a.xlsx': await xlsxFile(),
      'a.pdf': await pdfFile(['Patient Rosa Delgado']),
      'a.eml': emlFile({ name: 'a.txt', bytes: strToU8('words') }),
      'a.msg': msgFile({ subject: 'Ref', body: 'Body', attachments: [] }),
      'a.tar': tarFile({ 'a.txt': 'first', 'b.txt': 'second' }),
      'a.gz': gzipSync(strToU8('words and words')),
      'a.dcm': dicomFile({ '00100010PN': 'Delgado^Rosa' }),
      'a.rtf': Buffer.from('{\\rtf1 {\\b words} and \\u8217?more}'),
    };
    for (const [name, bytes] of Object.entries(seeds)) {
      for (const share of [0.3, 0.45, 0.6, 0.9, 0.99]) {
        const document = await read(name, bytes.subarray(0, Math.floor(bytes.length * share)));
        assert.ok(document.parts.length + document.gaps.length + 1 > 0, name);
        if (/docx|xlsx|gz/.test(name) && share < 0.9)
          assert.ok(document.gaps.length > 0, `${name} cut at ${share} must not pass for whole`);
      }
    }
  });

  it('S0-51: files beyond the size are refused unread, but text and packages are read as far as they go', async () => {
    const huge = join(folder, 'huge.pdf');
    writeFileSync(huge, '%PDF-1.7\n');
    truncateSync(huge, 4 * 1024 ** 3);
    const started = performance.now();
    const pdf = await readDocument({ name: 'huge.pdf', path: huge, size: 4 * 1024 ** 3 });
    assert.deepEqual(reasons(pdf), [': too-large']);
    const text = join(folder, 'long.txt');
    writeFileSync(text, 'patient '.repeat(100_000));
    const document = await readDocument(
      { name: 'long.txt', path: text, size: 800_000 },
      { limits: { fileBytes: 80_000 } },
    );
    assert.deepEqual(reasons(document), [': too-large']);
    assert.equal(textOf(document).length, 80_000);
    assert.ok(performance.now() - started < 5_000);
  });

  it('S0-51: the text of a file has an end', async () => {
    const document = await read('a.txt', 'word '.repeat(10_000), { characters: 1_000 });
    assert.equal(textOf(document).length, 1_000);
    assert.deepEqual(reasons(document), [': limit']);
  });

  it('S0-51: pages beyond the limit are counted', async () => {
    const document = await read('a.pdf', await pdfFile(['one', 'two', 'three']), { pages: 2 });
    assert.deepEqual(reasons(document), ['pages from 3: limit']);
  });

  it('S0-59: names within files cannot move a cursor or break a line of the result', async () => {
    const document = await read('a.zip', zipSync({ '\u001b[31mred\n\u202egnp.txt': strToU8('x') }));
    assert.doesNotMatch(document.parts[0]!.place, /[\u0000-\u001f\u202e]/);
  });
});
