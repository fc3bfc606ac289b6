import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { main } from './main.ts';

const guid = '11111111-2222-4333-8444-555555555555';
const plainPackage = (
  regex: string,
) => `<RulePackage xmlns="http://schemas.microsoft.com/office/2011/mce"><RulePack id="${guid}"><Version major="1" minor="0" build="0" revision="0"/></RulePack>
  <Rules><Entity id="${guid}" patternsProximity="300" recommendedConfidence="85"><Pattern confidenceLevel="85"><IdMatch idRef="R"/><Match idRef="K"/></Pattern></Entity>
  <Regex id="R">${regex}</Regex><Keyword id="K"><Group><Term>record</Term></Group></Keyword></Rules></RulePackage>`;
const mail = (to: string, subject: string, body: string, attachment = '') =>
  `From: Ann Okafor <ann@example.com>\r\nTo: ${to}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\n${body}\r\n${
    attachment === ''
      ? ''
      : `--b1\r\nContent-Type: text/plain; name="Rosa Delgado.txt"\r\nContent-Disposition: attachment; filename="Rosa Delgado.txt"\r\n\r\n${attachment}\r\n`
  }--b1--\r\n`;
const chart = 'Patient Rosa Delgado, SSN 536-22-8471, diagnosis type 2 diabetes E11.9.';
const planted = ['536-22-8471', 'Rosa', 'Delgado', 'LM-2048', 'E11.9'];

const policy = `
name: Protect PHI
rules:
  - Name: PHI to outsiders
    ContentContainsSensitiveInformation:
      - operator: And
        groups:
          - { name: Identifiers, operator: Or, sensitivetypes: [{ name: U.S. Social Security Number (SSN), mincount: '1', maxcount: '-1', minconfidence: '75' }] }
          - { name: Health terms, operator: Or, sensitivetypes: [{ name: International Classification of Diseases (ICD-10-CM), mincount: '1' }] }
    AccessScope: NotInOrganization
    ExceptIfRecipientDomainIs: [lab.example.net]
    BlockAccess: true
    NotifyPolicyTipCustomText: Patient data may not leave the clinic.
  - Name: Records to the lab
    AdvancedRule: { Version: '1.0', Condition: { Operator: And, SubConditions: [ { ConditionName: ContentContainsSensitiveInformation, Value: [ { Groups: [ { Name: D, Operator: Or, Sensitivetypes: [ { Name: x, Id: ${guid}, Mincount: 1, Maxcount: -1 } ] } ] } ] }, { ConditionName: RecipientDomainIs, Value: [lab.example.net] } ] } }
    EncryptRMSTemplate: Encrypt
`;

/** The corpus: a message or file, and the action that the policy above must take, by hand. */
const corpus: Readonly<Record<string, readonly [string, string]>> = {
  'outside.eml': [mail('bo@example.org', 'Chart', chart), 'block'],
  'inside.eml': [mail('cy@example.com', 'Chart', chart), 'none'],
  'one-outside.eml': [mail('cy@example.com, bo@example.org', 'Chart', chart), 'block'],
  'hidden-name.eml': [mail('"cy@example.com" <bo@example.org>', 'Chart', chart), 'block'],
  'attached.eml': [mail('bo@example.org', 'See attached', 'As asked.', chart), 'block'],
  'apart.eml': [mail('bo@example.org', 'Number', 'SSN 536-22-8471', 'Our leaflet on type 2 diabetes E11.9'), 'none'],
  'lab.eml': [mail('dee@lab.example.net', 'Record', `record LM-2048 ${chart}`), 'encrypt'],
  'lunch.eml': [mail('bo@example.org', 'Lunch', 'Noon at the usual place?'), 'none'],
  'shared.txt': [chart, 'block'],
  'kept.txt': [chart, 'none'],
};

describe('rule packages and DLP on the command line', () => {
  let cwd = '';
  const put = (name: string, content: string | Buffer) => writeFileSync(join(cwd, name), content);
  before(() => {
    cwd = mkdtempSync(join(tmpdir(), 'wardline-rules-'));
    mkdirSync(join(cwd, 'corpus'));
    mkdirSync(join(cwd, 'texts'));
    for (const [name, [content, expect]] of Object.entries(corpus)) {
      put(`corpus/${name}`, content);
      const shared =
        name === 'shared.txt' ? { sharedOutside: true } : name === 'kept.txt' ? { sharedOutside: false } : {};
      put(`corpus/${name}.dlp.json`, JSON.stringify({ ...shared, expect }));
    }
    put('policy.yaml', policy);
    put('own.xml', plainPackage('\\bLM-\\d{4}\\b'));
    put('texts/a.txt', 'A record LM-2048 and LM-2048 and LM-2049.');
    put('texts/b.eml', mail('bo@example.org', 'The record', 'LM-2048', 'LM-2049 stands alone here'));
    put('texts/broken.zip', Buffer.from('PK\u0003\u0004broken', 'latin1'));
  });
  after(() => rmSync(cwd, { recursive: true }));

  async function run(...argv: string[]) {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      cwd,
      env: { WARDLINE_HOME: join(cwd, 'no-home') },
      stdout: { write: (text) => (out += text), columns: 160 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  }

  it('runs a package: types, counts and offsets, one line each, and no value', async () => {
    const { exit, out, err } = await run('rule-package', 'run', 'own.xml', 'texts', '--no-ocr', '-o', 'jsonl');
    assert.equal(exit, 6, err);
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const [a, b, broken] = ['a.txt', 'b.eml', 'broken.zip'].map((name) =>
      rows.filter((row) => row.path.endsWith(name)),
    );
    assert.deepEqual(a, [
      {
        path: 'texts/a.txt',
        entity: guid,
        name: guid,
        confidence: 85,
        count: 2,
        hits: [
          { start: 9, end: 16, confidence: 85 },
          { start: 21, end: 28, confidence: 85 },
          { start: 33, end: 40, confidence: 85 },
        ],
        undecided: 0,
        place: '',
      },
    ]);
    // The word stands in the subject: it holds for the body and not for the attachment.
    assert.deepEqual(
      b!.map((row) => [row.place, row.count]),
      [['', 1]],
    );
    assert.equal(broken!.length, 1);
    assert.ok(broken![0].unread.length > 0);
    for (const value of planted) assert.ok(!out.includes(value) && !err.includes(value), value);
  });

  it('a pattern that never ends costs its own file and no other', async () => {
    put('slow.xml', plainPackage('\\w+\\w+\\w+\\w+\\w+\\w+\\w+\\w+!'));
    mkdirSync(join(cwd, 'slow'));
    put('slow/a.txt', `record ${'a'.repeat(50_000)}`);
    put('slow/b.txt', 'record ab');
    const { exit, out, err } = await run(
      'rule-package',
      'run',
      'slow.xml',
      'slow',
      '--timeout',
      '5',
      '--no-ocr',
      '-o',
      'json',
    );
    assert.equal(exit, 6, err);
    const { files } = JSON.parse(out);
    assert.deepEqual(
      files.map(({ path, unread }: { path: string; unread: string[] }) => [path, unread]),
      [
        ['slow/a.txt', ['time']],
        ['slow/b.txt', []],
      ],
    );
    assert.match(err, /1 files were not read/);
  });

  it('checks a package: what Purview refuses makes exit code 3, what is encrypted cannot be read', async () => {
    const { exit, out } = await run('rule-package', 'check', 'own.xml', '-o', 'json');
    assert.equal(exit, 3);
    assert.ok(
      JSON.parse(out).findings.some(
        ({ message }: { message: string }) => message === 'the type has no Resource with its name',
      ),
    );
    put(
      'encrypted.xml',
      '<RulePackage><RulePack id="x"><Encryption><Key>AA</Key></Encryption></RulePack><Rules/></RulePackage>',
    );
    const refused = await run('rule-package', 'check', 'encrypted.xml');
    assert.deepEqual([refused.exit, /encrypted/.test(refused.err)], [65, true]);
    put('bomb.xml', '<!DOCTYPE r [<!ENTITY a "aaaa">]><RulePackage>&a;</RulePackage>');
    const bomb = await run('rule-package', 'check', 'bomb.xml');
    assert.deepEqual([bomb.exit, /document type/.test(bomb.err)], [65, true]);
  });

  it('exports own detectors so that Purview takes them, and what was exported is read back the same', async () => {
    put(
      'wardline.yaml',
      'phi: { mrnFormats: ["LM-####"], physicians: ["Ann Okafor"], words: [{ word: Sunrise program, means: substance-use }] }',
    );
    const { exit, err } = await run('rule-package', 'export', '--name', 'Larkmeadow', '--to', 'clinic.xml');
    rmSync(join(cwd, 'wardline.yaml'));
    assert.equal(exit, 0, err);
    assert.equal((await run('rule-package', 'check', 'clinic.xml')).exit, 0);
    const bytes = readFileSync(join(cwd, 'clinic.xml'));
    assert.deepEqual([bytes[0], bytes[1]], [0xff, 0xfe]);
    assert.equal((await run('rule-package', 'export', 'clinic.xml', '--to', 'again.xml')).exit, 0);
    assert.deepEqual(readFileSync(join(cwd, 'again.xml')), bytes);
    assert.equal((await run('rule-package', 'export', '--package-version', '1.0')).exit, 64);
  });

  it('S0-52, S3-43, S3-45: each item of the corpus meets the action that it must', async () => {
    const { exit, out, err } = await run(
      'dlp',
      'simulate',
      'policy.yaml',
      'corpus',
      '--rule-package',
      'own.xml',
      '--inside',
      'example.com',
      '--no-ocr',
      '-o',
      'json',
    );
    const { items, summary } = JSON.parse(out);
    const met = Object.fromEntries(
      items.map((item: { path: string; action: string }) => [item.path.replace('corpus/', ''), item.action]),
    );
    assert.deepEqual(met, Object.fromEntries(Object.entries(corpus).map(([name, [, action]]) => [name, action])));
    assert.equal(exit, 0, err);
    assert.deepEqual(summary.actions, { none: 4, tip: 0, justify: 0, encrypt: 1, block: 5, unread: 0 });
    assert.equal(
      items.find(({ path }: { path: string }) => path.endsWith('outside.eml')).tip,
      'Patient data may not leave the clinic.',
    );
    for (const value of planted) assert.ok(!out.includes(value) && !err.includes(value), value);
  });

  it('another action than expected makes exit code 3', async () => {
    put('corpus/lunch.eml.dlp.json', '{"expect":"block"}');
    const { exit, err } = await run(
      'dlp',
      'simulate',
      'policy.yaml',
      'corpus',
      '--rule-package',
      'own.xml',
      '--no-ocr',
    );
    put('corpus/lunch.eml.dlp.json', '{"expect":"none"}');
    assert.equal(exit, 3);
    assert.match(err, /lunch\.eml meets none and not block/);
  });

  it("S0-52: Microsoft's template misses a record with name and number, and it is said", async () => {
    mkdirSync(join(cwd, 'records'));
    put(
      'records/a.eml',
      mail(
        'bo@example.org',
        'Visit',
        'Patient: Jon Vale\r\nMRN: 4417882\r\nDOB: 03/04/1961\r\nDx: type 2 diabetes mellitus, on metformin.',
      ),
    );
    const { exit, out, err } = await run('dlp', 'simulate', 'hipaa', 'records', '--no-ocr', '-o', 'json');
    assert.equal(exit, 0, err);
    assert.equal(JSON.parse(out).summary.missedPhi, 1);
    assert.match(err, /1 items hold PHI by Wardline's own judgement.*meet no rule/s);
  });

  it('files of which nobody says where they go are undecided, a wrong sidecar is refused', async () => {
    mkdirSync(join(cwd, 'loose'));
    put('loose/a.txt', chart);
    const open = await run('dlp', 'simulate', 'hipaa', 'loose', '--no-ocr', '-o', 'json');
    assert.deepEqual([open.exit, JSON.parse(open.out).items[0].undecided], [6, true]);
    const assumed = await run('dlp', 'simulate', 'hipaa', 'loose', '--no-ocr', '--assume-shared', '-o', 'json');
    assert.deepEqual([assumed.exit, JSON.parse(assumed.out).items[0].action], [0, 'tip']);
    put('loose/a.txt.dlp.json', '{"sharedOutside":"yes"}');
    assert.equal((await run('dlp', 'simulate', 'hipaa', 'loose')).exit, 65);
    put('bad.json', '{"rules": [');
    assert.equal((await run('dlp', 'simulate', 'bad.json', 'loose')).exit, 65);
    assert.equal((await run('dlp', 'simulate', 'nothing.json', 'loose')).exit, 64);
  });
});
