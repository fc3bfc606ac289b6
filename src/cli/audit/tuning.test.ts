import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clinicTenant, fileRecord, many } from '../../../test/audit-records.ts';
import { testFolder } from '../../../test/store/harness.ts';
import type { Tuned } from '../../engine/tune.ts';
import { decideAlert, keepAlerts, listAlerts } from '../../store/alerts.ts';
import { decideItems } from '../../store/log-reviews.ts';
import { type Store, openStore } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { main } from '../main.ts';

describe('wardline detections tune', () => {
  const home = testFolder();
  const cwd = testFolder();
  let store: Store;
  const run = async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      ...{ cwd, env: { WARDLINE_HOME: home } },
      stdout: { write: (text) => (out += text), columns: 100 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  };
  const tune = async (...argv: string[]) => {
    const { exit, out, err } = await run('detections', 'tune', 'sharepoint.mass-download', ...argv, '-o', 'json');
    assert.equal(exit, 0, err);
    return { ...(JSON.parse(out) as Tuned), err };
  };
  /** So many different files within an hour. */
  const downloads = (user: string, files: number, day: string) =>
    many(files, (at) =>
      fileRecord('FileDownloaded', {
        ...{ user, file: `${user}-${at}.docx` },
        at: `${day}T10:${String(at % 60).padStart(2, '0')}:${String(Math.floor(at / 60)).padStart(2, '0')}`,
      }),
    );

  before(async () => {
    store = await openStore({ home });
    await run('tenant', 'add', clinicTenant, '--name', 'Larkmeadow Family Clinic');
    // Two imports make two segments, the later day first.
    for (const [name, records] of [
      ['omar', downloads('omar@clinic.example.com', 60, '2026-03-12')],
      ['nina', downloads('nina@clinic.example.com', 120, '2026-03-05')],
    ] as const) {
      writeFileSync(join(cwd, `${name}.ndjson`), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
      assert.equal((await run('audit', 'import', `${name}.ndjson`)).exit, 0);
    }
    await withTenant(store, clinicTenant, async (scope) => {
      const span = { firstAt: '2026-03-05T10:00:00.000Z', lastAt: '2026-03-05T10:59:01.000Z' };
      await keepAlerts(
        scope,
        [
          {
            ...{
              detection: 'sharepoint.mass-download',
              severity: 'high',
              title: 'Many files',
              actor: 'nina@clinic.example.com',
            },
            ...{ ...span, eventIds: [], why: 'w', incident: 'phi-taken', group: 'nina@clinic.example.com', count: 120 },
            ...{ firstSteps: [], tenant: clinicTenant, id: 'x' },
          },
        ],
        '2026-03-05T11:00:00.000Z',
      );
      const [alert] = await listAlerts(scope);
      const at = '2026-03-06T08:00:00.000Z';
      await decideAlert(scope, alert!.id, { to: 'closed', by: 'Ann', reason: 'She left with them', at });
      await decideItems(scope, '2026-03', [{ item: alert!.id, decision: 'follow-up', by: 'Ann', at, note: 'Lawyer' }]);
    });
  });
  after(() => store.close());

  it('S0-83: a higher threshold: what disappears, with what people said of it', async () => {
    const { before: was, after: would, alerts, err } = await tune('--set', 'files=150');
    assert.deepEqual([was, would], [1, 0]);
    assert.deepEqual(
      alerts.map(({ what, group, before: b, after: a, past }) => ({ what, group, b, a, past })),
      [
        {
          ...{ what: 'disappears', group: 'nina@clinic.example.com', b: 120, a: 0 },
          past: { state: 'closed', reason: 'She left with them', decision: 'follow-up' },
        },
      ],
    );
    assert.match(err, /hides what mattered/);
  });

  it('S0-83: a lower threshold: what appears, in order of time whatever the order of segments', async () => {
    const { alerts } = await tune('--set', 'files=50');
    assert.deepEqual(
      alerts.map(({ what, group, after: count }) => [what, group, count]),
      [
        ['stays', 'nina@clinic.example.com', 120],
        ['appears', 'omar@clinic.example.com', 60],
      ],
    );
  });

  it('S0-83: a span of time, and what cannot be set', async () => {
    assert.deepEqual(
      (await tune('--set', 'files=50', '--from', '2026-03-10')).alerts.map(({ group }) => group),
      ['omar@clinic.example.com'],
    );
    assert.deepEqual(
      (await tune('--set', 'files=50', '--to', '2026-03-08')).alerts.map(({ group }) => group),
      ['nina@clinic.example.com'],
    );
    for (const argv of [[], ['--set', 'colour=3'], ['--set', 'files=many'], ['--set', 'files']])
      assert.equal((await run('detections', 'tune', 'sharepoint.mass-download', ...argv)).exit, 64, argv.join(' '));
    assert.equal((await run('detections', 'tune', 'no.such', '--set', 'a=1')).exit, 64);
  });
});
