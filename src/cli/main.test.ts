import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { commands } from './commands/index.ts';
import { main } from './main.ts';

describe('wardline', () => {
  let cwd = '';
  before(() => {
    cwd = mkdtempSync(join(tmpdir(), 'wardline-cli-'));
    writeFileSync(
      join(cwd, 'export.json'),
      JSON.stringify({
        tenant_details: [{ DisplayName: 'Larkmeadow', TenantId: 't-1' }],
        timestamp_zulu: '2026-11-20T06:00:00Z',
        remote_domains: [{ DomainName: '*', AutoForwardEnabled: true }],
        SPO_tenant: [{ SharingCapability: 2 }],
      }),
    );
    writeFileSync(
      join(cwd, 'better.json'),
      JSON.stringify({
        tenant_details: [{ DisplayName: 'Larkmeadow', TenantId: 't-1' }],
        timestamp_zulu: '2026-11-21T06:00:00Z',
        remote_domains: [{ DomainName: '*', AutoForwardEnabled: false }],
        SPO_tenant: [{ SharingCapability: 2 }],
      }),
    );
    writeFileSync(join(cwd, 'broken.json'), '{"remote_domains": [');
  });
  after(() => rmSync(cwd, { recursive: true }));

  async function run(...argv: string[]) {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      cwd,
      env: { WARDLINE_HOME: join(cwd, 'no-home') },
      stdout: { write: (text) => (out += text), columns: 80 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  }

  it('without a command prints its help', async () => {
    const { exit, out } = await run();
    assert.equal(exit, 0);
    for (const command of commands) assert.ok(out.includes(command.path[0]!), command.path[0]);
  });

  it('assess: JSON when piped, SCuBA policies can be looked up, unknown is not pass', async () => {
    const { exit, out, err } = await run('assess', '--from', 'export.json');
    assert.equal(exit, 0, err);
    const assessment = JSON.parse(out);
    const byPolicy = (id: string) =>
      assessment.results.find((result: { references: { source: string; id: string }[] }) =>
        result.references.some((reference) => reference.source === 'SCuBA' && reference.id === id),
      );
    assert.equal(byPolicy('MS.EXO.1.1v2').outcome, 'fail');
    assert.equal(byPolicy('MS.AAD.3.2v2').outcome, 'unknown');
    assert.deepEqual(
      Object.keys(
        assessment.results[0].resources?.[0] ?? { id: 0, name: 0, expected: 0, actual: 0, readFrom: 0, readAt: 0 },
      ).slice(0, 5),
      ['id', 'name', 'expected', 'actual', 'readFrom'],
    );
  });

  it('assess: --only narrows the results and the counts with them', async () => {
    const { results, counts } = JSON.parse(
      (await run('assess', '--from', 'export.json', '--only', 'MS.EXO.1.1v2')).out,
    );
    assert.deepEqual(
      results.map((result: { control: string }) => result.control),
      ['exchange.remote-domain-forwarding-off'],
    );
    assert.equal(counts.fail, 1);
    assert.equal(counts.unknown, 0);
  });

  it('assess: the table fits 80 columns and puts words beside symbols', async () => {
    const { out } = await run('assess', '--from', 'export.json', '-o', 'table', '--all');
    for (const line of out.split('\n')) assert.ok(line.length <= 80, line);
    assert.match(out, /✗ Fail +high/);
    assert.match(out, /Not known: \d+ controls/);
  });

  it('assess: --fail-on gives 3, and 0 when nothing of that severity is open', async () => {
    assert.equal((await run('assess', '--from', 'export.json', '--fail-on', 'high')).exit, 3);
    assert.equal((await run('assess', '--from', 'better.json', '--only', 'EX-01', '--fail-on', 'low')).exit, 0);
  });

  for (const form of ['json', 'jsonl', 'csv', 'md', 'html', 'junit', 'sarif', 'oscal']) {
    it(`assess: -o ${form} prints something of that form`, async () => {
      const { exit, out } = await run('assess', '--from', 'export.json', '-o', form);
      assert.equal(exit, 0);
      const starts = {
        json: '{',
        jsonl: '{"control"',
        csv: 'Control,Outcome',
        md: '# Larkmeadow',
        html: '<!doctype html>',
        junit: '<?xml',
        sarif: '{',
        oscal: '{',
      }[form]!;
      assert.ok(out.startsWith(starts), out.slice(0, 40));
    });
  }

  it('--out writes a file whole, by its ending, and leaves nothing half', async () => {
    const { exit, out } = await run('assess', '--from', 'export.json', '--out', join(cwd, 'result.csv'));
    assert.deepEqual([exit, out], [0, '']);
    assert.ok(readFileSync(join(cwd, 'result.csv'), 'utf8').startsWith('Control,'));
    // A name alone belongs to the folder that the command runs in.
    await run('assess', '--from', 'export.json', '--out', 'here.csv');
    assert.ok(readFileSync(join(cwd, 'here.csv'), 'utf8').startsWith('Control,'));
    const failed = await run('assess', '--from', 'export.json', '--out', join(cwd, 'no-folder', 'x.json'));
    assert.equal(failed.exit, 1);
    assert.ok(!existsSync(join(cwd, 'no-folder')));
    assert.ok(!readdirSync(cwd).some((name) => name.endsWith('.part')));
  });

  for (const [name, argv, exit, wanted] of [
    ['no --from', ['assess'], 64, /needs --from FILE/],
    ['an unknown option', ['assess', '--form', 'x'], 64, /unknown option '--form'/],
    ['an unknown command', ['asses'], 64, /unknown command 'asses'.*Did you mean assess/],
    ['an unknown form', ['assess', '--from', 'export.json', '-o', 'pdf'], 64, /'pdf' is invalid/],
    ['a missing file', ['assess', '--from', 'none.json'], 65, /There is no file/],
    ['a truncated file', ['assess', '--from', 'broken.json'], 65, /ends in the middle, at line 1/],
    ['an unknown control', ['controls', 'show', 'exchange.nothing'], 64, /No control is called/],
    ['an unknown citation', ['explain', '164.999'], 64, /knows no citation 164\.999/],
    ['two results that are none', ['diff', 'export.json', 'export.json'], 65, /is not a result of wardline assess/],
    ['a day that is none', ['assess', '--from', 'export.json', '--as-of', '2026-13-01'], 64, /--as-of takes a day/],
    ['a shell that is none', ['completion', 'cmd'], 64, /no completion for cmd/],
  ] as const) {
    it(`${name}: exit ${exit}, a message, a hint and no stack`, async () => {
      const { exit: code, out, err } = await run(...argv);
      assert.equal(code, exit, err);
      assert.match(err.replaceAll('\n', ' '), wanted);
      assert.equal(out, '');
      assert.doesNotMatch(err, /\n\s+at /);
      const asJson = JSON.parse((await run(...argv, '--json-errors')).err);
      assert.ok(asJson.code && asJson.message);
    });
  }

  it('diff tells what was fixed', async () => {
    await run('assess', '--from', 'export.json', '--out', join(cwd, 'a.json'), '--as-of', '2026-11-21');
    await run('assess', '--from', 'better.json', '--out', join(cwd, 'b.json'), '--as-of', '2026-11-21');
    const { exit, out } = await run('diff', 'a.json', 'b.json', '--detailed-exitcode');
    assert.equal(exit, 2);
    const fixed = JSON.parse(out).differences.filter(
      (entry: { kind: string; resource?: unknown }) => entry.kind === 'fixed' && !entry.resource,
    );
    assert.deepEqual(
      fixed.map((entry: { control: string }) => entry.control),
      ['exchange.remote-domain-forwarding-off'],
    );
    assert.equal((await run('diff', 'a.json', 'a.json', '--detailed-exitcode')).exit, 0);
  });

  it('controls show finds a control by id, row and SCuBA policy', async () => {
    for (const name of ['exchange.remote-domain-forwarding-off', 'EX-01', 'ms.exo.1.1v2'])
      assert.equal(JSON.parse((await run('controls', 'show', name)).out).id, 'exchange.remote-domain-forwarding-off');
  });

  it('controls list filters by service, severity and citation', async () => {
    const ids = async (...argv: string[]) =>
      JSON.parse((await run('controls', 'list', ...argv)).out).map((control: { id: string }) => control.id) as string[];
    assert.ok((await ids('--service', 'exchange')).every((id) => id.startsWith('exchange.')));
    assert.ok(
      (await ids('--citation', '45 CFR 164.312(e)')).includes('exchange.remote-domain-forwarding-off') ||
        (await ids('--citation', '164.312(e)(1)')).includes('exchange.remote-domain-forwarding-off'),
    );
    assert.ok((await ids()).length > (await ids('--severity', 'high')).length);
  });

  it('explain says what addressable means, the source and that it is no legal advice', async () => {
    const { out } = await run('explain', '164.312(a)(2)(iii)', '-o', 'table');
    assert.match(out, /Addressable is not optional/);
    assert.match(out, /Source: 45 CFR 164\.312/);
    assert.match(out, /Not legal\s+advice/);
  });

  it('init writes a file that assess accepts, and replaces nothing unasked', async () => {
    assert.equal((await run('init', '--what-if')).exit, 0);
    assert.ok(!existsSync(join(cwd, 'wardline.yaml')));
    assert.equal((await run('init')).exit, 0);
    assert.equal((await run('init')).exit, 64);
    assert.equal((await run('assess', '--from', 'export.json')).exit, 0);
    rmSync(join(cwd, 'wardline.yaml'));
  });

  it('nothing promises a certificate', async () => {
    const { out } = await run('assess', '--from', 'export.json', '-o', 'md');
    assert.doesNotMatch(out, /HIPAA[- ]certified/i);
    assert.match(out, /not legal advice and not a certificate/);
  });
});
