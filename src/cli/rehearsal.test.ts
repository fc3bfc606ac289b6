import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import type { Plan } from '../core/plan.ts';
import type { Rehearsal } from '../core/rehearsal.ts';

const emergency = '7c1a5e00-0100-4000-8000-0000000000e1';
const only = ['--only', 'entra.managed-device-required,entra.device-code-flow-blocked'];
/** The computers of the clinic, by who works at them; the nurses' phones are nobody's. */
const computers: Record<string, string> = {
  'helen.aguirre': 'LARK-EXAM-1',
  'marcus.boyd': 'LARK-EXAM-2',
  'priya.castellanos': 'LARK-NURSE-1',
  'tom.delacroix': 'LARK-NURSE-1',
  'wanda.estes': 'LARK-NURSE-2',
  'jolene.fuentes': 'LARK-NURSE-2',
  'carla.grady': 'LARK-DESK-1',
  'ben.hollis': 'LARK-DESK-2',
  'rosa.ibarra': 'LARK-DESK-2',
  'ned.jansen': 'LARK-BILL-1',
  'alma.kirby': 'LARK-BILL-2',
  'simone.lacey': 'LARK-THERAPY',
  'ruth.medrano': 'LARK-OFFICE',
};

describe('rehearsing a plan through the command line', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    writeFileSync(join(bench.cwd, 'wardline.yaml'), `breakGlass:\n  - ${emergency}\n`);
    await bench.connect('read-settings');
    const { control } = bench.simulator;
    control.change(bench.tenantId, {
      ...{ collection: 'users', id: emergency },
      values: {
        ...{ id: emergency, userPrincipalName: 'emergency@larkmeadow.example.com', displayName: 'Emergency access' },
        ...{ accountEnabled: true, userType: 'Member' },
      },
    });
  });
  after(() => bench.close());

  const planned = async (...more: string[]) => {
    const { exit, out, err } = await bench.run('plan', ...only, '--output', 'json', ...more);
    assert.equal(exit, 0, err);
    const plan = JSON.parse(out) as Plan;
    return { plan, err, rehearsal: plan.rehearsal };
  };
  const done = (rehearsal: Rehearsal | undefined) => {
    assert.equal(rehearsal?.status, 'done', JSON.stringify(rehearsal));
    return rehearsal;
  };
  const about = (rehearsal: Rehearsal | undefined, words: RegExp) =>
    done(rehearsal).changes.find(({ summary }) => words.test(summary))!;

  it('S3-16: a clinic without managed devices would be shut out whole: the planner refuses, and shows it when told', async () => {
    await bench.run('collect');
    const { plan } = await planned();
    assert.ok(plan.refused.some(({ control }) => control === 'entra.managed-device-required'));
    assert.ok(!plan.changes.some(({ controls }) => controls.includes('entra.managed-device-required')));
    const told = await planned('--allow-admin-lockout');
    assert.equal(about(told.rehearsal, /compliant or hybrid-joined/).people.blocked, 14);
  });

  it('S3-16: names the three nurses, Monday 07:10, unmanaged phone, in every form', async () => {
    for (const [user, deviceName] of Object.entries(computers))
      bench.simulator.control.change(bench.tenantId, {
        ...{ collection: 'managedDevices', id: `device of ${user}` },
        values: {
          ...{ id: `device of ${user}`, deviceName, complianceState: 'compliant', operatingSystem: 'Windows' },
          userPrincipalName: `${user}@larkmeadow.example.com`,
        },
      });
    // A week at work on the managed computers.
    bench.advance('7d');
    await bench.run('collect');
    const span = ['--sign-ins-days', '7', '--time-zone', 'America/Chicago'];
    const { plan, rehearsal } = await planned(...span);
    const found = about(rehearsal, /compliant or hybrid-joined/);
    assert.deepEqual(
      found.affected
        .filter(({ first }) => first.when === 'Monday 07:10')
        .map(({ name, effect, first }) => [name, effect, first.device, first.app]),
      [
        ['Priya Castellanos', 'blocked', 'unmanaged phone (iOS 18.7)', 'Outlook Mobile'],
        ['Tom Delacroix', 'blocked', 'unmanaged phone (Android 16)', 'Outlook Mobile'],
        ['Wanda Estes', 'blocked', 'unmanaged phone (iOS 18.7)', 'Outlook Mobile'],
      ],
    );
    assert.deepEqual(
      found.affected.filter(({ first }) => first.when !== 'Monday 07:10').map(({ name, admin }) => [name, admin]),
      [['Victor Nash', true]],
      'and the consultant on his own laptop',
    );
    assert.equal(found.refusal, undefined, 'the other administrator gets in');
    const code = about(rehearsal, /device code/);
    assert.deepEqual(
      code.affected.map(({ name, first }) => [name, first.when, first.app]),
      [['Victor Nash', 'Wednesday 21:30', 'Microsoft Graph Command Line Tools']],
    );
    assert.ok(plan.changes.some(({ controls }) => controls.includes('entra.managed-device-required')));

    const nurses = /Priya Castellanos, Tom Delacroix, Wanda Estes: Monday 07:10, unmanaged phone, Outlook Mobile/;
    const table = await bench.run('plan', ...only, ...span, '--output', 'table');
    assert.match(table.out.replaceAll(/\s+/g, ' '), nurses);
    assert.match(table.out, /stops 4/);
    const md = await bench.run('plan', ...only, ...span, '--output', 'md');
    assert.match(md.out, nurses);
    assert.match(md.out, /^## Rehearsal: sign-ins from /m);
  });

  it('the rehearsal is part of the plan that is reviewed', async () => {
    const file = join(bench.cwd, 'plan.json');
    assert.equal((await bench.run('plan', ...only, '--out', file)).exit, 0);
    const { out } = await bench.run('plan', ...only, '--output', 'json');
    const plan = JSON.parse(out) as Plan;
    const edited = { ...plan, rehearsal: { status: 'not-possible', why: 'x', hint: 'y' } };
    writeFileSync(file, JSON.stringify(edited));
    const refused = await bench.run('apply', file, '--what-if');
    assert.equal(refused.exit, 7, refused.err);
    assert.match(refused.err, /changed after it was made/);
  });

  it('does without when told so, and reads nothing when no policy is planned', async () => {
    assert.equal((await planned('--no-rehearsal')).rehearsal, undefined);
    bench.simulator.control.clearRequests();
    const { exit, out } = await bench.run('plan', '--only', 'EX-01', '--output', 'json');
    assert.equal(exit, 0);
    assert.equal((JSON.parse(out) as Plan).rehearsal, undefined);
    assert.ok(!bench.simulator.control.requests().some(({ url }) => url.includes('signIns')));
  });

  it('takes only days and time zones that exist', async () => {
    for (const wrong of [
      ['--sign-ins-days', '31'],
      ['--sign-ins-days', '0'],
      ['--sign-ins-days', 'all'],
      ['--time-zone', 'Texas'],
    ])
      assert.equal((await bench.run('plan', ...only, ...wrong)).exit, 64, wrong.join(' '));
  });

  it('I-1: a log that cannot be read stops no plan, and is never called fine', async () => {
    const { control } = bench.simulator;
    control.loseRole(bench.tenantId, '*', 'AuditLog.Read.All');
    control.loseRole(bench.tenantId, '*', 'Directory.Read.All');
    const { plan, rehearsal, err } = await planned();
    assert.equal(rehearsal?.status, 'not-possible');
    assert.match(err.replaceAll(/\s+/g, ' '), /Not rehearsed: Sign-ins could not be read/);
    assert.match(rehearsal.why, /could not be read: .*permission/);
    assert.ok(plan.changes.length > 0);
    const table = await bench.run('plan', ...only, '--output', 'table');
    assert.match(table.out, /Not rehearsed/);
    assert.match(table.out, /Who would be locked out is not known/);
    control.restoreRoles(bench.tenantId);
  });
});
