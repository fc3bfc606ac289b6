import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { main } from '../../src/cli/main.ts';
import { compoundFile, emlFile } from './mail-files.ts';
import { docxFile, xlsxFile } from './office-files.ts';
import { pdfFile, scannedPage } from './pdf-files.ts';
import { hl7Message } from './record-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardline-scan-'));
const files = join(folder, 'share');
describe('scan', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  const planted = [
    'Delgado',
    'Rosa',
    '4410021',
    '4410022',
    'Haddad',
    '01/31/1985',
    '19850131',
    '206-555-0142',
    'CASE-778812',
  ];
  const chart =
    'Patient: Rosa Delgado\nDOB: 01/31/1985\nMRN: 4410021\nAssessment: type 2 diabetes mellitus, started metformin.\n';

  before(async () => {
    mkdirSync(join(files, 'ward'), { recursive: true });
    const put = (name: string, content: Uint8Array | string) => writeFileSync(join(files, name), content);
    put('chart.txt', chart);
    put('chart.docx', await docxFile());
    put('ward/schedule.xlsx', await xlsxFile());
    put('ward/mail.eml', emlFile({ name: 'Delgado chart.docx', bytes: await docxFile() }));
    put(
      'ward/scan.pdf',
      await pdfFile([
        await scannedPage(['Patient: Rosa Delgado', 'DOB: 01/31/1985', 'MRN 4410021', 'Diagnosis: asthma']),
      ]),
    );
    put('message.hl7', hl7Message);
    put('menu.txt', 'The cafeteria opens at eight and serves soup.\n');
    put('locked.docx', compoundFile('EncryptedPackage'));
    put('red\u001b[31m\nname.txt', 'Nothing of note.');
    symlinkSync(files, join(files, 'ward', 'loop'));
    execFileSync('mkfifo', [join(files, 'pipe')]);
  });

  async function run(...argv: string[]): Promise<{ exit: number; out: string; err: string }> {
    let out = '';
    let err = '';
    const exit = await main(argv, {
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
      env: { WARDLINE_HOME: join(folder, 'no-home') },
      cwd: folder,
    });
    return { exit, out, err };
  }

  interface Line {
    path: string;
    class: string;
    patients: number;
    unreadable?: string;
    matches: { detector: string; start: number; end: number; place: string; sample: string; hash?: string }[];
  }
  const linesOf = (out: string) =>
    new Map(
      out
        .trim()
        .split('\n')
        .map((line) => [(JSON.parse(line) as Line).path, JSON.parse(line) as Line]),
    );
  const noValue = (text: string, what: string) =>
    planted.forEach((value) => assert.ok(!text.includes(value), `${what} holds a planted value`));

  it('S0-51 S0-59: one line a file says class, patients and places, and never a value', async () => {
    const { exit, out, err } = await run('scan', 'share', '-o', 'jsonl');
    assert.equal(exit, 6, err);
    noValue(out + err, 'the output');
    const lines = linesOf(out);
    assert.deepEqual(Object.fromEntries([...lines].map(([path, line]) => [path.slice(6), line.class])), {
      'chart.txt': 'PHI',
      'chart.docx': 'PHI',
      'ward/schedule.xlsx': 'PHI',
      'ward/mail.eml': 'PHI',
      'ward/scan.pdf': 'PHI',
      'message.hl7': 'PHI',
      'menu.txt': 'NONE',
      'locked.docx': 'UNREADABLE',
      'red\u001b[31m\nname.txt': 'NONE',
      pipe: 'UNREADABLE',
    });
    const text = lines.get('share/chart.txt')!;
    assert.deepEqual(Object.keys(text).slice(0, 4), ['path', 'class', 'patients', 'matches']);
    assert.deepEqual(Object.keys(text.matches[0]!).slice(0, 6), [
      'detector',
      'identifier',
      'strength',
      'start',
      'end',
      'place',
    ]);
    const mrn = text.matches.find(({ detector }) => detector === 'phi.medical-record-number')!;
    assert.equal(chart.slice(mrn.start, mrn.end), '4410021');
    assert.equal(mrn.place, 'line 3');
    assert.equal(mrn.sample, '#####21');
    assert.equal(mrn.hash, undefined);
    assert.equal(lines.get('share/locked.docx')!.unreadable, 'encrypted');
    assert.equal(lines.get('share/message.hl7')!.matches[0]!.place, 'segment 2 PID-3');
    assert.ok(lines.get('share/ward/schedule.xlsx')!.matches.some(({ place }) => place === 'sheet Schedule!A2'));
    assert.ok(
      lines.get('share/ward/mail.eml')!.matches.some(({ place }) => place === 'attachment xxxxxxx chart.docx > body'),
    );
    assert.match(err, /1 symbolic links were not followed/);
  });

  it('S0-59: names of files cannot move a cursor in any form', async () => {
    for (const form of ['table', 'json', 'jsonl', 'csv', 'md']) {
      const { out, err } = await run('scan', 'share', '-o', form, '--no-ocr');
      assert.doesNotMatch(out + err, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/, form);
      noValue(out + err, form);
    }
  });

  it('S0-51: the table gives the inventory by class, patients, and what could not be read', async () => {
    const { out } = await run('scan', 'share', '-o', 'table');
    assert.match(out, /^6 +PHI$/m);
    assert.match(out, /^2 +neither$/m);
    assert.match(out, /^2 +not read$/m);
    assert.match(out, /^encrypted +1 +0$/m);
    assert.match(out, /^unsupported +1 +0$/m);
    assert.match(out, /10 files/);
  });

  it('S0-51: a name that is no UTF-8 is said to be unread, and a name of a file is no pattern', async () => {
    const odd = join(folder, 'odd');
    mkdirSync(odd);
    writeFileSync(Buffer.concat([Buffer.from(`${odd}/`), Buffer.from([0x61, 0xff, 0x2e, 0x74])]), chart);
    writeFileSync(join(odd, '*.txt'), 'Nothing of note.');
    const { exit, out } = await run('scan', 'odd', '-o', 'jsonl');
    assert.equal(exit, 6);
    assert.deepEqual(
      [...linesOf(out).values()].map((line) => [line.class, line.unreadable]),
      [
        ['NONE', undefined],
        ['UNREADABLE', 'no-access'],
      ],
    );
  });

  it('S0-51: --fail-on ends with 3 when a file is of the class or above', async () => {
    assert.equal((await run('scan', 'share/chart.txt', '--fail-on', 'PHI')).exit, 3);
    assert.equal((await run('scan', 'share/chart.txt', '--fail-on', 'PHI_SENSITIVE')).exit, 0);
    assert.equal((await run('scan', 'share/menu.txt', '--fail-on', 'HEALTH_ONLY')).exit, 0);
    assert.equal((await run('scan', 'share/nowhere')).exit, 64);
    assert.equal((await run('scan', 'share', '--workers', 'many')).exit, 64);
  });

  it('S0-59: with a key equal values have equal hashes, and another key gives others', async () => {
    writeFileSync(join(folder, 'a.key'), 'x'.repeat(32));
    writeFileSync(join(folder, 'b.key'), 'y'.repeat(32));
    const hashes = async (key: string) => {
      const { out } = await run('scan', 'share/chart.txt', 'share/chart.docx', '-o', 'jsonl', '--hash-key-file', key);
      noValue(out, 'the output');
      return [...linesOf(out).values()].map(
        (line) => line.matches.find(({ detector }) => detector === 'phi.person-name')!.hash,
      );
    };
    const [one, two] = await hashes('a.key');
    assert.ok(one);
    assert.equal(one, two);
    assert.notEqual(one, (await hashes('b.key'))[0]);
    assert.equal((await run('scan', 'share', '--hash-key-file', 'none.key')).exit, 65);
  });

  it('S0-51: with --state only what changed is read again, and the state holds no value', async () => {
    const first = await run('scan', 'share', '-o', 'jsonl', '--state', 'share.scan', '--no-ocr');
    const state = readFileSync(join(folder, 'share.scan'), 'utf8');
    noValue(state, 'the state');
    // A doctored record shows that it was taken from the state.
    writeFileSync(join(folder, 'share.scan'), `${state.replace('"class":"NONE"', '"class":"HEALTH_ONLY"')}{"cut off`);
    const second = await run('scan', 'share', '-o', 'jsonl', '--state', 'share.scan', '--no-ocr');
    assert.equal(second.out, first.out.replace('"class":"NONE"', '"class":"HEALTH_ONLY"'));
    utimesSync(join(files, 'menu.txt'), 1, 1);
    utimesSync(join(files, 'red\u001b[31m\nname.txt'), 1, 1);
    assert.equal((await run('scan', 'share', '-o', 'jsonl', '--state', 'share.scan', '--no-ocr')).out, first.out);
    assert.equal((await run('scan', 'share', '--state', 'share/chart.txt')).exit, 65);
    const inside = await run('scan', 'share', '-o', 'jsonl', '--state', 'share/own.scan', '--no-ocr');
    assert.equal(inside.out, first.out);
    rmSync(join(files, 'own.scan'));
    assert.equal(readFileSync(join(files, 'chart.txt'), 'utf8'), chart);
  });

  it('S0-59: --reveal is refused where no person sits at a terminal, and no data folder is made', async () => {
    assert.equal((await run('scan', 'share/chart.txt', '--reveal')).exit, 5);
    assert.ok(!readdirSync(folder).includes('no-home'));
  });

  it('S0-59: --reveal shows values to a person who says yes, and that is recorded without them', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    const before = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY');
    Object.defineProperty(process.stdout, 'isTTY', { value: true, configurable: true });
    const reveal = async (answer: string, ...more: string[]) => {
      let out = '';
      const write = (text: string) => (out += text);
      const exit = await main(['scan', 'share/chart.txt', '--reveal', '--home', home, ...more], {
        stdout: { write, isTTY: true },
        stderr: { write },
        env: {},
        cwd: folder,
        ask: async () => answer,
      });
      return { exit, out };
    };
    try {
      assert.equal((await reveal('no')).exit, 5);
      assert.equal((await reveal('yes', '-o', 'jsonl')).exit, 5);
      assert.equal((await reveal('yes', '--out', 'values.txt')).exit, 5);
      assert.ok(!readdirSync(home).includes('reveals.jsonl'));
      const shown = await reveal('yes');
      assert.equal(shown.exit, 0);
      assert.match(shown.out, /mrn +4410021 +line 3/);
    } finally {
      if (before) Object.defineProperty(process.stdout, 'isTTY', before);
      else Reflect.deleteProperty(process.stdout, 'isTTY');
    }
    const record = readFileSync(join(home, 'reveals.jsonl'), 'utf8');
    noValue(record, 'the record');
    assert.deepEqual(JSON.parse(record).paths, ['share/chart.txt']);
  });

  it('S3-34: an own form of record number in wardline.yaml is found at once', async () => {
    writeFileSync(join(files, 'own.txt'), 'Rosa Delgado was seen for asthma. File LM-204417.\n');
    writeFileSync(join(folder, 'own.yaml'), 'phi: { mrnFormats: ["LM-######"] }\n');
    const found = async (...more: string[]) => {
      const { out } = await run('scan', 'share/own.txt', '-o', 'jsonl', ...more);
      return [...linesOf(out).values()][0]!.matches.some(({ start }) => start === 39);
    };
    assert.equal(await found(), false);
    assert.equal(await found('--organization', 'own.yaml'), true);
    writeFileSync(join(folder, 'bad.yaml'), "phi: { mrnFormats: [{ pattern: '(a+)+$' }] }\n");
    const bad = await run('scan', 'share/own.txt', '--organization', 'bad.yaml');
    assert.equal(bad.exit, 65);
    assert.match(bad.err, /must not repeat/);
  });
});
