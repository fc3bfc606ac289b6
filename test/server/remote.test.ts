import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { tenantFolder } from '../../src/server/ask.ts';
import { type Machine, type Person, type RemoteBench, startRemote } from './remote-bench.ts';

describe('the command line at another machine', () => {
  let bench: RemoteBench;
  let t: string;
  let admin: Person;
  let officer: Person;
  let desk: Machine;

  before(async () => {
    bench = await startRemote();
    t = bench.tenant;
    admin = await bench.person(['owner', '*']);
    officer = await bench.person(['privacy-officer', t]);
    desk = bench.machine();
  });
  after(() => bench.close());

  it('S0-22: login shows a code, the person confirms it, and the token is kept for them alone', async () => {
    const { exit, out, err } = await desk.login(admin, { hours: 8 });
    assert.equal(exit, 0, err);
    assert.match(err, new RegExp(`Open ${bench.url}/device`));
    assert.match(out, new RegExp(admin.email));
    assert.match(out, /Larkmeadow/);
    assert.equal(statSync(join(desk.home, 'login.json')).mode & 0o777, 0o600);
    const { items } = (await admin.send('GET', '/me/tokens')).body;
    assert.match(items[0].name, /^wardline login on /);
    const who = await desk.run('whoami');
    assert.equal(who.exit, 0, who.err);
    assert.equal(JSON.parse(who.out).email, admin.email);
    assert.equal(JSON.parse(who.out).token.tenant, '*');
  });

  it('I-2: collect, assess, plan, approvals of two people, apply and undo, all from afar', async () => {
    writeFileSync(join(tenantFolder(bench.running.server, t), 'wardline.yaml'), 'approvals:\n  people: 2\n');
    // Begun in a terminal that is closed by Ctrl-C: the work goes on, and who asks for it again joins it.
    const left = await interrupted(desk, 'collect');
    assert.equal(left.exit, 130, left.err);
    assert.match(left.err, /The job goes on at the server\.\nSee it: wardline jobs watch [0-9a-f-]{36}\./);
    const collected = await desk.run('collect', '-o', 'json');
    assert.equal(collected.exit, 6, 'what Microsoft lets no app read stays unknown');
    assert.ok(JSON.parse(collected.out).sections.length > 100);
    assert.match(collected.err, /conditionalAccessPolicies/, 'its log is told as it comes');
    assert.equal(/job ([0-9a-f-]{36})/.exec(collected.err)![1], /job ([0-9a-f-]{36})/.exec(left.err)![1]);
    const assessed = await desk.run('assess', '--fail-on', 'critical', '-o', 'json');
    assert.equal(assessed.exit, 3, assessed.err);
    assert.ok(JSON.parse(assessed.out).results.length >= 167);
    const findings = await desk.run('findings', 'list', '--state', 'open', '-o', 'jsonl');
    assert.equal(findings.exit, 0, findings.err);
    assert.ok(findings.out.trim().split('\n').length > 20);

    const planned = await desk.run(
      'plan',
      '--only',
      'sharepoint.anyone-links-off',
      '--no-rehearsal',
      '--out',
      'plan.json',
    );
    assert.equal(planned.exit, 0, planned.err);
    const listed = await desk.run('plan', 'list', '-o', 'json');
    const [{ plan, createdBy }] = JSON.parse(listed.out);
    assert.equal(createdBy, admin.email, 'the plan is in the name of the person, not of the server');
    const first = await desk.run('plan', 'approve', plan, '--yes', '-o', 'table');
    assert.match(first.out, /1 more person has to approve/, first.err);
    const hers = bench.machine();
    const signed = await hers.loginWith(officer, ['plans.read', 'plans.approve', 'jobs.read'], t);
    assert.equal(signed.exit, 0, signed.err);
    const second = await hers.run('plan', 'approve', plan, '--yes', '-o', 'table');
    assert.match(second.out, /^Approved\. Next: wardline apply --plan-id/, second.err);
    const forbidden = await hers.run('apply', '--plan-id', plan, '--yes');
    assert.equal(forbidden.exit, 5, 'an officer changes no settings');

    const applied = await desk.answering(bench.live.name, 'apply', 'plan.json', '--reason', '--yes is no option here');
    assert.equal(applied.exit, 0, applied.err);
    const { run, changes } = JSON.parse(applied.out);
    assert.equal(changes[0].step, 'done');
    const decided = await desk.run('decisions', 'list', '-o', 'csv');
    assert.match(decided.out, /--yes is no option here/, decided.err);
    assert.match(decided.out, new RegExp(admin.email));
    const wrong = await desk.answering('Somebody Else', 'undo', run);
    assert.equal(wrong.exit, 5, 'the tenant is approved by its name');
    const undone = await desk.run('undo', run, '--yes', '-o', 'table');
    assert.equal(undone.exit, 0, undone.err);
    assert.match(undone.out, /undone/);
    const jobs = await desk.run('jobs', 'list', '-o', 'json');
    assert.deepEqual(
      JSON.parse(jobs.out).map(({ kind }: { kind: string }) => kind),
      ['undo', 'apply', 'collect'],
    );
  });

  it('prints what the same command prints on the server itself', async () => {
    for (const line of ['findings list --limit 5 -o table', 'snapshots list -o csv', 'tenant list -o json']) {
      const there = await bench.live.run(...line.split(' '));
      const here = await desk.run(...line.split(' '));
      assert.equal(here.exit, there.exit, `${line}: ${here.err}`);
      if (!line.startsWith('tenant')) assert.equal(here.out, there.out, line);
      else assert.equal(JSON.parse(here.out)[0].name, JSON.parse(there.out)[0].name);
    }
  });

  it('what cannot go from afar says so, and nothing is made here', async () => {
    const backup = await desk.run('backup', 'create');
    assert.equal(backup.exit, 64);
    assert.match(backup.err, /only on the machine that keeps the store.*\n.*--local/s);
    const file = await desk.run('drift', '--organization', 'wardline.yaml');
    assert.equal(file.exit, 64);
    assert.match(file.err, /--organization is about the machine that does the work/);
    const scan = await desk.run('scan');
    assert.equal(scan.exit, 64, 'nothing named is not everything');
    assert.match(scan.err, /of this machine, or --tenant/);
    const local = await desk.run('scan', '--local');
    assert.match(local.err, /--site, --drive or --mailbox/, 'with --local it is the command of this machine');
  });

  it('I-1: a token for one tenant reaches no other, and one that only reads changes nothing', async () => {
    const narrow = bench.machine();
    const signed = await narrow.loginWith(admin, ['tenants.read', 'findings.read', 'jobs.read'], t);
    assert.equal(signed.exit, 0, signed.err);
    const other = await narrow.run('findings', 'list', '--tenant', 'other-clinic');
    assert.equal(other.exit, 64);
    assert.match(other.err, /no such tenant among yours/);
    const write = await narrow.run('plan', '--no-rehearsal');
    assert.equal(write.exit, 5, write.err);
    assert.match(write.err, /plans\.make/);
    const job = await narrow.run('collect');
    assert.equal(job.exit, 5, job.err);
    // The path names one tenant, what is said beside it another.
    const { token } = JSON.parse(readFileSync(join(narrow.home, 'login.json'), 'utf8'));
    const mismatch = await fetch(`${bench.url}/api/v1/t/${t}/commands/ask`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-wardline-tenant': 'other-clinic',
      },
      body: JSON.stringify({ words: ['plan', 'list'], output: 'json' }),
    });
    assert.equal(mismatch.status, 409);
  });

  it('a token that was ended in the console ends the work with exit code 4', async () => {
    const lost = bench.machine();
    await lost.loginWith(admin, ['tenants.read', 'findings.read']);
    const { items } = (await admin.send('GET', '/me/tokens')).body;
    assert.equal((await admin.send('DELETE', `/me/tokens/${items[0].id}`)).status, 200);
    const { exit, err } = await lost.run('findings', 'list', '--json-errors');
    assert.equal(exit, 4);
    assert.equal(JSON.parse(err).code, 'sign-in-needed');
    assert.match(JSON.parse(err).hint, /wardline login http:\/\/localhost/);
    const out = await lost.run('logout', '-o', 'table');
    assert.match(out.out, /had ended already/);
    assert.equal((await lost.run('whoami')).exit, 4);
  });

  it('logout ends the token at the server; a second sign-in ends the first', async () => {
    const machine = bench.machine();
    await machine.login(officer);
    const names = async () => (await officer.send('GET', '/me/tokens')).body.items.length;
    const one = await names();
    await machine.login(officer);
    assert.equal(await names(), one, 'the token before is not left lying');
    const out = await machine.run('logout', '-o', 'table');
    assert.match(out.out, /^Signed out of/);
    assert.equal(await names(), one - 1);
  });

  it('S0-89: what was done from afar stands in the activity log by person and command', async () => {
    const { out, exit, err } = await desk.run('activity', 'list', '-o', 'json');
    assert.equal(exit, 0, err);
    const entries: { action: string; object: string; actor: string; outcome: string }[] = JSON.parse(out);
    const plan = entries.find(
      ({ action, object, outcome }) => action === 'commands.run' && object === 'plan' && outcome === 'done',
    );
    assert.match(plan!.actor, new RegExp(`^token wardline login on .* of ${admin.email}$`));
  });
});

/** The real program in a process of its own, ended by Ctrl-C once its job runs. */
async function interrupted({ home, cwd }: Machine, ...argv: string[]): Promise<{ exit: number | null; err: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/wardline.js'), ...argv], {
    ...{ cwd, env: { PATH: process.env['PATH'], WARDLINE_HOME: home } },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const before = err;
    err += text;
    if (err.includes('Ctrl-C') && !before.includes('Ctrl-C')) child.kill('SIGINT');
  });
  const exit = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exit, err };
}
