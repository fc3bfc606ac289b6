import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { cefOf } from '../../src/connectors/siem/cef.ts';
import { ocsfOf } from '../../src/connectors/siem/ocsf.ts';
import { ocsfClass } from '../../src/connectors/siem/ocsf-class.ts';
import { cutMark } from '../../src/connectors/siem/plain-text.ts';
import { sentinelRow } from '../../src/connectors/siem/sentinel.ts';
import { splunkEvent } from '../../src/connectors/siem/splunk.ts';
import { octetFrame, syslogOf } from '../../src/connectors/siem/syslog.ts';
import type { StreamItem, StreamedEvent } from '../../src/core/stream.ts';
import { alert, items } from './items.ts';

/** The golden files were typed by hand from RFC 5424, the CEF guide, Splunk's and Azure Monitor's pages and the OCSF schema. */
const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8');
const origin = { host: 'collector.example.com', version: '1.2.3' };
const { download, signIn, account, role, hostile } = items;
const lines = (given: readonly StreamItem[], format: (item: StreamItem) => string) =>
  given.map((item) => `${format(item)}\n`).join('');

describe('S3-54: golden files of the SIEM formats, byte for byte', () => {
  const all = [download, signIn, account, role, hostile, alert];
  const forms: Record<string, string> = {
    'cef.txt': lines(all, (item) => syslogOf(item, 'cef', origin)),
    'syslog.txt': lines(all, (item) => syslogOf(item, 'plain', origin)),
    'splunk.jsonl': lines([download, signIn, alert], (item) => splunkEvent(item, { host: origin.host, index: 'm365' })),
    'splunk-raw.jsonl': lines(
      [{ ...download, raw: { Id: download.id, Operation: 'FileDownloaded', SourceFileName: 'chart.docx' } }],
      (item) => splunkEvent(item, { host: origin.host }),
    ),
    'sentinel.jsonl': lines([download, signIn, alert], (item) => JSON.stringify(sentinelRow(item))),
  };
  for (const [name, made] of Object.entries(forms)) it(name, () => assert.equal(made, golden(name)));

  it('ocsf.jsonl, whose keys have no order', () => {
    const wanted = golden('ocsf.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const made = [download, signIn, account, role, alert].map(
      (item) => JSON.parse(JSON.stringify(ocsfOf(item, '1.2.3'))) as unknown,
    );
    assert.deepEqual(made, wanted);
  });
});

describe('S3-54: what hostile values do to a format', () => {
  it('a frame counts octets and not characters', () => {
    assert.deepEqual(octetFrame('é'), Buffer.from([0x32, 0x20, 0xc3, 0xa9]));
  });

  it('no item is more than one line of syslog and CEF', () => {
    for (const format of ['cef', 'plain'] as const)
      assert.doesNotMatch(syslogOf(hostile, format, origin), /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
  });

  it('a header of CEF has seven separators, whatever a value holds', () => {
    const [, ...rest] = cefOf(hostile, '1.2.3').match(/^((?:[^|\\]|\\.)*\|){7}/) ?? [];
    assert.equal(rest.length, 1);
    assert.match(cefOf(hostile, '1.2.3'), /^CEF:0\|Wardline\|Wardline\|1\.2\.3\|/);
  });

  it('huge fields are cut, with a mark, between characters', () => {
    const huge: StreamedEvent = {
      ...download,
      agent: '😀'.repeat(300_000),
      actor: { name: 'x'.repeat(2_000_000), kind: 'user' },
    };
    for (const text of [syslogOf(huge, 'cef', origin), syslogOf(huge, 'plain', origin)]) {
      assert.ok(Buffer.byteLength(text) < 8192);
      assert.ok(text.includes(cutMark));
      assert.ok(text.isWellFormed());
    }
    const row = sentinelRow(huge);
    assert.ok(Buffer.byteLength(String(row['Actor'])) <= 64 * 1024);
    assert.ok(String(row['UserAgent']).endsWith(cutMark));
  });

  it('a host name with spaces forges no field', () => {
    assert.match(syslogOf(download, 'cef', { host: 'a b\n<1>', version: '1' }), /^<110>1 \S+ ab<1> wardline /);
    assert.match(syslogOf(download, 'cef', { host: '', version: '1' }), /^<110>1 \S+ - wardline /);
  });

  it('lone surrogates become the replacement character', () => {
    assert.ok(cefOf({ ...download, agent: 'a\ud800b' }, '1').isWellFormed());
  });
});

describe('S3-54: the OCSF class of an operation', () => {
  const cases: readonly [operation: string, workload: StreamedEvent['workload'], uid: number, activity: number][] = [
    ['FileUploaded', 'sharepoint', 6006, 1],
    ['FileSyncUploadedFull', 'onedrive', 6006, 1],
    ['FileDownloaded', 'onedrive', 6006, 2],
    ['FileModified', 'sharepoint', 6006, 3],
    ['FileRecycled', 'sharepoint', 6006, 4],
    ['FileRenamed', 'sharepoint', 6006, 5],
    ['FileCopied', 'sharepoint', 6006, 6],
    ['FileMoved', 'sharepoint', 6006, 7],
    ['FileRestored', 'sharepoint', 6006, 8],
    ['FilePreviewed', 'sharepoint', 6006, 9],
    ['AnonymousLinkCreated', 'sharepoint', 6006, 12],
    ['AnonymousLinkRemoved', 'sharepoint', 6006, 13],
    ['FileAccessed', 'sharepoint', 6006, 14],
    ['FileSyncDownloadedFull', 'onedrive', 6006, 15],
    ['UserLoggedIn', 'entra', 3002, 1],
    ['ServicePrincipalLoginFailed', 'entra', 3002, 1],
    ['Add user', 'entra', 3001, 1],
    ['Enable account', 'entra', 3001, 2],
    ['Change user password', 'entra', 3001, 3],
    ['Reset user password', 'entra', 3001, 4],
    ['Disable account', 'entra', 3001, 5],
    ['Delete user', 'entra', 3001, 6],
    ['Disable Strong Authentication', 'entra', 3001, 11],
    ['Update user', 'entra', 3001, 99],
    ['Add member to role', 'entra', 3005, 1],
    ['Remove member from role', 'entra', 3005, 2],
    ['Add member to group', 'entra', 3006, 3],
    ['Remove member from group', 'entra', 3006, 4],
    ['Add conditional access policy', 'entra', 3004, 1],
    ['Delete conditional access policy', 'entra', 3004, 4],
    ['New-InboxRule', 'exchange', 3004, 1],
    ['Set-Mailbox', 'exchange', 3004, 3],
    ['Remove-TransportRule', 'exchange', 3004, 4],
    ['SendAs', 'exchange', 4009, 1],
    ['MailItemsAccessed', 'exchange', 6003, 2],
    ['DLPRuleMatch', 'purview', 2006, 1],
    ['Something new of 2031', 'other', 6003, 1],
    ['Whatever', 'other', 6003, 99],
  ];
  for (const [operation, workload, uid, activity] of cases)
    it(`${operation} is ${uid}, activity ${activity}`, () => {
      const found = ocsfClass({ ...download, file: undefined, operation, workload });
      assert.deepEqual([found.uid, found.activity], [uid, activity]);
    });
});
