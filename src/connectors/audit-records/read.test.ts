import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { fileRecord, type RawRecord } from '../../../test/audit-records.ts';
import { WardlineError } from '../../core/errors.ts';
import { normalizeRecord } from './normalize.ts';
import { readRecords } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardline-read-'));
describe('read', () => {
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Ids of the events of a content, and the faults between them. */
  async function read(content: string | Uint8Array): Promise<string[]> {
    const path = join(folder, 'log');
    writeFileSync(path, content);
    const found: string[] = [];
    for await (const raw of readRecords(path, Readable.from([]))) {
      const event = 'fault' in raw ? raw.fault : normalizeRecord(raw.record);
      found.push(typeof event === 'string' ? event : event.id);
    }
    return found;
  }

  const records = ['a', 'b', 'c'].map((Id) => fileRecord('FileAccessed', { file: `${Id},"x" ä.docx` }, { Id }));
  const lines = records.map((record) => JSON.stringify(record));
  const ids = ['a', 'b', 'c'];
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const portalHead =
    'RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames';
  const portalRow = (record: RawRecord) =>
    [
      record['Id'],
      '2026-03-02T09:00:00.0000000Z ',
      '6',
      'FileAccessed',
      record['UserId'],
      cell(JSON.stringify(record)),
      '',
      '',
    ].join(',');
  const shellHead =
    '"PSComputerName","RecordType","CreationDate","UserIds","Operations","AuditData","ResultIndex","ResultCount","Identity","IsValid","ObjectState"';
  const shellRow = (record: RawRecord, data = JSON.stringify(record)) =>
    [
      'x',
      'SharePointFileOperation',
      '3/2/2026 9:00:00 AM',
      String(record['UserId']),
      'FileAccessed',
      data,
      '1',
      '3',
      String(record['Id']),
      'True',
      'Unchanged',
    ]
      .map(cell)
      .join(',');

  describe('S3-50: a file is told by its content', () => {
    const forms: Record<string, string | Uint8Array> = {
      NDJSON: lines.join('\n'),
      'NDJSON with CRLF, empty lines and a mark': `\uFEFF${lines.join('\r\n\r\n')}\r\n`,
      'NDJSON in UTF-16': Buffer.from(`\uFEFF${lines.join('\n')}`, 'utf16le'),
      'a JSON array on one line': `[${lines.join(',')}]`,
      'a JSON array, one record a line': `[\n${lines.join(',\n')}\n]\n`,
      'a JSON array, pretty': JSON.stringify(records, null, 2),
      'pretty documents, one after the other': records.map((record) => JSON.stringify(record, null, 2)).join('\n'),
      'an answer of Graph': JSON.stringify({
        '@odata.context': 'https://graph.example.com/$metadata',
        '@odata.nextLink': 'x',
        value: records,
      }),
      'an answer of Graph, pretty': JSON.stringify({ '@odata.context': 'x', value: records }, null, 4),
      'batches of an event hub, one a line': `${JSON.stringify({ records: records.slice(0, 2) })}\n${JSON.stringify({ records: records.slice(2) })}`,
      'arrays, one a line': `[${lines[0]}]\n[${lines[1]},${lines[2]}]`,
      'the portal with mark, CRLF and a stray space': `\uFEFF${[portalHead, ...records.map(portalRow)].join('\r\n')}\r\n`,
      'PowerShell with a type line and US dates': [
        '#TYPE Selected.System.Management.Automation.PSCustomObject',
        shellHead,
        ...records.map((record) => shellRow(record)),
      ].join('\r\n'),
      'PowerShell, appended with the header again': [
        shellHead,
        shellRow(records[0]!),
        shellHead,
        shellRow(records[1]!),
        shellRow(records[2]!),
      ].join('\n'),
      'two layouts in one file': [
        shellHead,
        shellRow(records[0]!),
        portalHead,
        ...records.slice(1).map(portalRow),
      ].join('\n'),
      'semicolons of Excel': [
        portalHead.replaceAll(',', ';'),
        ...records.map((record) =>
          [record['Id'], 'x', '6', 'FileAccessed', 'u', cell(JSON.stringify(record)), '', ''].join(';'),
        ),
      ].join('\r\n'),
      'a Splunk export with other columns': [
        '"_time",host,AuditData,linecount,"_raw"',
        ...records.map((record) => ['"2026-03-02 09:00:00"', 'h', cell(JSON.stringify(record)), '1', '""'].join(',')),
      ].join('\n'),
      'a Splunk export of raw events': [
        '_raw,_time',
        ...records.map((record) => `${cell(JSON.stringify(record))},1`),
      ].join('\n'),
      gz: gzipSync(lines.join('\n')),
      zip: zipSync({
        'one.json': Buffer.from(`[${lines[0]}]`),
        'folder/two.csv': Buffer.from(`${shellHead}\n${shellRow(records[1]!)}`),
        'three.ndjson.gz': gzipSync(lines[2]!),
        '__MACOSX/._one.json': Buffer.from('x'),
      }),
    };
    for (const [form, content] of Object.entries(forms))
      it(form, async () => assert.deepEqual(await read(content), ids));

    it('standard input', async () => {
      const found: unknown[] = [];
      for await (const raw of readRecords('-', Readable.from([gzipSync(lines.join('\n'))]))) found.push(raw);
      assert.equal(found.length, 3);
    });

    it('an empty file holds nothing', async () => assert.deepEqual(await read(''), []));
  });

  describe('a bad record is set aside and the rest goes on', () => {
    it('a broken line', async () =>
      assert.deepEqual(await read([lines[0], '{"Operation": "x', 'garbage', lines[1]].join('\n')), [
        'a',
        'not-json',
        'not-json',
        'b',
      ]));
    it('a broken first line', async () =>
      assert.deepEqual(await read(['{"Operation": "x', ...lines].join('\n')), ['not-json', ...ids]));
    it('bytes that are no UTF-8', async () =>
      assert.deepEqual(
        await read(
          Buffer.concat([Buffer.from(`${lines[0]}\n`), Buffer.from([0xff, 0xfe, 0xc3, 0x0a]), Buffer.from(lines[1]!)]),
        ),
        ['a', 'not-json', 'b'],
      ));
    it('a line of 9 MB', async () =>
      assert.deepEqual(await read([lines[0], `{"Operation":"${'x'.repeat(9_000_000)}"}`, lines[1]].join('\n')), [
        'a',
        'too-large',
        'b',
      ]));
    it('a record of 9 MB within an array', async () =>
      assert.deepEqual(await read(`[${lines[0]},{"Operation":"${'x'.repeat(9_000_000)}"},${lines[1]}]`), [
        'a',
        'too-large',
        'b',
      ]));
    it('an array that is cut off', async () =>
      assert.deepEqual(await read(`[${lines[0]},${lines[1]},${lines[2]!.slice(0, 50)}`), ['a', 'b', 'not-json']));
    it('a row with an empty AuditData keeps its columns', async () =>
      assert.deepEqual(await read([shellHead, shellRow(records[0]!, ''), shellRow(records[1]!)].join('\n')), [
        'a',
        'b',
      ]));
    it('a row whose AuditData is cut off', async () =>
      assert.deepEqual(await read([shellHead, shellRow(records[0]!, '{"Id":'), shellRow(records[1]!)].join('\n')), [
        'not-json',
        'b',
      ]));

    for (const [name, content] of Object.entries({
      'a table of something else': 'name,age\nx,1\n',
      'plain words': 'hello\nworld\n',
      'a broken gz': Buffer.concat([gzipSync(lines.join('\n')).subarray(0, 60), Buffer.from('broken')]),
      'a broken zip': Buffer.from('PK\u0003\u0004 broken'),
    }))
      it(`${name} is refused with a next step`, async () => {
        await assert.rejects(
          read(content),
          (error) => error instanceof WardlineError && error.code === 'bad-input' && Boolean(error.hint),
        );
      });
  });
});
