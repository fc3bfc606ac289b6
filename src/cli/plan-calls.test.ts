import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import type { Plan } from '../core/plan.ts';
import { scriptedChanges } from './plan-calls.ts';

describe('wardline plan script', () => {
  let bench: LiveBench;
  let plan: Plan;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    await bench.run('collect');
    await bench.run('plan', '--baseline', 'clinic', '--out', join(bench.cwd, 'plan.json'));
    plan = JSON.parse(readFileSync(join(bench.cwd, 'plan.json'), 'utf8'));
  });
  after(() => bench.close());
  const callsFor = async (control: string) => {
    const change = plan.changes.find(({ controls }) => controls.includes(control))!;
    return (await scriptedChanges(plan)).get(change.id)!;
  };

  it('issue 3: writes most of the clinic plan, and names what it leaves to hand', async () => {
    const from = bench.simulator.control.requests().length;
    const { exit, out, err } = await bench.run('plan', 'script', 'plan.json', '-o', 'script');
    assert.equal(exit, 0, err);
    const [, within, all, beside] = /(\d+) of (\d+) changes are in the script, (\d+) only as/.exec(err)!.map(Number);
    assert.equal(all, plan.changes.length);
    assert.ok(within! >= 70, err);
    assert.equal(out.match(/^# {3}Not in this script: /gm)?.length ?? 0, beside);
    for (const { id } of plan.changes) assert.ok(out.includes(`#   ${id}: `), id);
    assert.equal(bench.simulator.control.requests().length, from, 'nothing is sent');
  });

  it('tells a cmdlet as the connector sends it, and how the present value is read', async () => {
    assert.deepEqual(await callsFor('exchange.direct-send-rejected'), {
      scopes: [],
      calls: [
        {
          kind: 'cmdlet',
          service: 'exchange',
          command: 'Set-OrganizationConfig',
          parameters: { RejectDirectSend: true },
          read: { command: 'Get-OrganizationConfig', parameters: {} },
        },
      ],
    });
  });

  it('lays a nested property of Graph over the present one when it runs', async () => {
    assert.deepEqual(await callsFor('entra.app-registration-admins-only'), {
      scopes: ['Policy.ReadWrite.Authorization'],
      calls: [
        {
          kind: 'graph',
          service: 'graph',
          method: 'PATCH',
          path: 'v1.0/policies/authorizationPolicy',
          body: {},
          merge: { 'defaultUserRolePermissions.allowedToCreateApps': false },
        },
      ],
    });
  });

  it('leaves to hand what would lose settings that the plan does not hold', async () => {
    assert.ok('cannot' in (await callsFor('intune.devices-without-policy-noncompliant')));
    assert.ok('cannot' in (await callsFor('exchange.remote-domain-forwarding-off')));
  });

  it('refuses an edited plan and what is no plan', async () => {
    writeFileSync(join(bench.cwd, 'edited.json'), JSON.stringify({ ...plan, baseline: 'other' }));
    assert.equal((await bench.run('plan', 'script', 'edited.json')).exit, 7);
    writeFileSync(join(bench.cwd, 'other.json'), '[]');
    assert.equal((await bench.run('plan', 'script', 'other.json')).exit, 65);
    assert.equal((await bench.run('plan', 'script')).exit, 64);
    assert.equal((await bench.run('plan', 'script', '--plan-id', plan.id, '-o', 'script')).exit, 0);
  });
});
