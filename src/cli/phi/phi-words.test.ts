import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { baselines } from '../../controls/baselines/index.ts';
import { controls } from '../../controls/index.ts';
import { parseOrganization } from '../../engine/organization-file.ts';
import { organizationTemplate } from '../../reports/organization-template.ts';
import { main } from '../main.ts';

const yaml = `# Kept by Dana. Ask before you change it.
organization:
  name: Larkmeadow   # the clinic in Austin
  states: [TX]

phi:
  # Sites that the auditors know.
  sites: [https://larkmeadow.sharepoint.com/sites/clinical]
  physicians:
    - Rosa Delgado # retired in May

# Counsel wrote this line, and it is far longer than eighty characters, so that no tool should fold it anywhere.
approvedDomains: [lab.example.com]
`;
const csv = `kind,value,means,name,near,proximity,strength
mrn-format,LM-######
physician,"Okafor, Ann"
physician,Rosa Delgado
word,Harbor House,substance-use
pattern,"ST-\\d{5}",,Study number,trial|study,200,likely
keyword,Willow Court,mental-health,Local programs,,,certain
keyword,Elm Path,mental-health,Local programs
`;

describe('own words on the command line', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'wardline-words-'));
  const put = (name: string, content: string) => writeFileSync(join(cwd, name), content);
  const file = () => readFileSync(join(cwd, 'wardline.yaml'), 'utf8');
  const run = async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      ...{ cwd, env: {} },
      stdout: { write: (text) => (out += text), columns: 120 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  };
  beforeEach(() => put('wardline.yaml', yaml));
  after(() => rmSync(cwd, { recursive: true, force: true }));

  it('S3-34: an import keeps every comment and line of the file, and adds what is new once', async () => {
    put('clinic.csv', csv);
    const dry = await run('phi', 'import', 'clinic.csv', '--what-if');
    assert.equal(dry.exit, 0, dry.err);
    assert.equal(file(), yaml, 'nothing is written with --what-if');
    const done = await run('phi', 'import', 'clinic.csv');
    assert.equal(done.exit, 0, done.err);
    assert.deepEqual(JSON.parse(done.out).added, {
      'phi.mrnFormats': 1,
      'phi.physicians': 1,
      'phi.words': 1,
      'phi.detectors': 2,
      'words of detectors that exist': 0,
    });
    assert.equal(JSON.parse(done.out).known, 1);
    let at = 0;
    for (const line of yaml.split('\n')) {
      at = file().indexOf(line, at);
      assert.ok(at >= 0, line);
    }
    assert.match(
      file(),
      / {4}- Rosa Delgado # retired in May\n {4}- "Okafor, Ann"\n {2}mrnFormats:\n {4}- LM-######\n/,
    );
    const { phi } = parseOrganization(file(), 'wardline.yaml', { controls, baselines });
    assert.deepEqual(phi.physicians, ['Rosa Delgado', 'Okafor, Ann']);
    assert.deepEqual(phi.mrnFormats, ['LM-######']);
    assert.deepEqual(
      phi.detectors?.map(({ name, words, near, strength }) => ({ name, words, near, strength })),
      [
        { name: 'Study number', words: undefined, near: ['trial', 'study'], strength: 'likely' },
        { name: 'Local programs', words: ['Willow Court', 'Elm Path'], near: undefined, strength: 'certain' },
      ],
    );
    const again = await run('phi', 'import', 'clinic.csv');
    assert.match(again.err, /Would add 0 entries to wardline\.yaml; 7 were there already/);
  });

  it('S3-34: what is listed as CSV can be imported into an empty file, and lists the same', async () => {
    put('clinic.csv', csv);
    await run('phi', 'import', 'clinic.csv');
    const first = await run('phi', 'words', '-o', 'csv');
    put('listed.csv', first.out);
    put('wardline.yaml', '# empty\n');
    assert.equal((await run('phi', 'import', 'listed.csv')).exit, 0);
    assert.equal((await run('phi', 'words', '-o', 'csv')).out, first.out);
    put('more.csv', 'kind;value;name\nkeyword;Fern Hill;local programs\n');
    const more = await run('phi', 'import', 'more.csv');
    assert.equal(JSON.parse(more.out).added['words of detectors that exist'], 1);
    assert.match((await run('phi', 'words', '-o', 'csv')).out, /Fern Hill/);
  });

  it('S3-34: own forms, words and programs are found by the next scan, and were not before', async () => {
    mkdirSync(join(cwd, 'files'), { recursive: true });
    put('files/note.txt', 'Seen today: LM-204877. She goes on at Willow Court from Monday, lithium 300 mg.');
    put('files/roster.txt', 'Seen today: LM-118830. Discharge to Willow Court.');
    const scan = async () => {
      const { out } = await run('scan', 'files', '-o', 'jsonl', '--no-ocr');
      const lines = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { path: string; class: string; matches: { detector: string }[] });
      return {
        found: lines
          .flatMap(({ matches }) => matches.map(({ detector }) => detector))
          .filter((one) => one === 'phi.medical-record-number').length,
        phi: lines.filter((line) => line.class.startsWith('PHI')).length,
      };
    };
    assert.deepEqual(await scan(), { found: 0, phi: 0 });
    put('clinic.csv', csv);
    await run('phi', 'import', 'clinic.csv');
    assert.deepEqual(await scan(), { found: 2, phi: 2 });
  });

  const wrong: Record<string, [string, RegExp]> = {
    'a pattern that takes for ever': [
      'kind,value,name\npattern,(a+)+$,Slow\n',
      /must not repeat without an upper bound/,
    ],
    'a record number pattern that takes for ever': [
      'kind,value\nmrn-pattern,(\\d|\\d\\d){20}x\n',
      /must not repeat a group/,
    ],
    'a word without a meaning': ['kind,value\nword,Harbor\n', /line 2: a word needs what it means/],
    'a meaning that does not exist': ['kind,value,means\nword,Harbor,nice\n', /phi\.words\.0\.means must be one of/],
    'an unknown kind': ['kind,value\nphysician,Ann Okafor\nnurse,Bo\n', /line 3: its kind must be one of/],
    'no header': ['Ann Okafor,physician\n', /no columns kind and value/],
    'an unknown column': ['kind,value,password\nphysician,Ann Okafor,x\n', /1 of its columns are not known/],
    'an open quotation mark': ['kind,value\nphysician,"Ann\n', /it is no CSV/],
    'a detector without a name': ['kind,value\npattern,ST-\\d{5}\n', /needs the name of its detector/],
  };
  for (const [name, [text, message]] of Object.entries(wrong))
    it(`S3-34: refuses ${name} and writes nothing`, async () => {
      put('wrong.csv', text);
      const { exit, err } = await run('phi', 'import', 'wrong.csv');
      assert.equal(exit, 65);
      assert.match(err, message);
      assert.ok(!err.includes('Okafor') && !err.includes('Harbor'), 'no value is quoted');
      assert.equal(file(), yaml);
    });

  it('S3-34: there must be a file to add to', async () => {
    put('clinic.csv', csv);
    rmSync(join(cwd, 'wardline.yaml'));
    assert.equal((await run('phi', 'import', 'clinic.csv')).exit, 64);
  });

  it('S3-34: the keys that init shows are valid when they are made use of', () => {
    const start = organizationTemplate.indexOf('#  mrnFormats:');
    const lines = organizationTemplate.slice(start, organizationTemplate.indexOf('# Sites for patient')).split('\n');
    const used = lines.filter((line) => /^# {2}/.test(line)).map((line) => line.slice(1));
    const { phi } = parseOrganization(`phi:\n${used.join('\n')}\n`, 'init', { controls, baselines });
    assert.deepEqual(
      [
        phi.mrnFormats?.length,
        phi.physicians?.length,
        phi.words?.length,
        phi.detectors?.length,
        phi.rollout?.rings.length,
      ],
      [2, 1, 1, 2, 3],
    );
    assert.deepEqual(phi.rollout?.rings[2], {
      ...{ name: 'Everybody', groups: [], sites: [], mode: 'enforce', days: 14, precision: 0.9, verdicts: 20 },
    });
  });
});
