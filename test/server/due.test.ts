import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dutiesOf } from '../../src/cli/due/duties.ts';
import { tellOverdue } from '../../src/cli/due/tell-overdue.ts';
import { noOrganization } from '../../src/core/organization.ts';
import { tenantFolder } from '../../src/server/ask.ts';
import { listAlerts } from '../../src/store/alerts.ts';
import type { Store } from '../../src/store/open.ts';
import { withSystem, withTenant } from '../../src/store/scope.ts';
import { addTenant, getTenant } from '../../src/store/tenants.ts';
import { openTestStore } from '../store/harness.ts';
import { type Browser, type TestServer, ok, testServer } from './harness.ts';

const now = '2026-11-20T08:00:00.000Z';
const t = 'due-clinic';
interface Item {
  key: string;
  state: string;
  due?: string;
  done?: { by: string; note: string };
}

describe('duties over the API', () => {
  let store: Store;
  let bench: TestServer;
  let officer: Browser & { email: string };
  let auditor: Browser;

  before(async () => {
    store = await openTestStore();
    bench = testServer(store, { now: () => now });
    await withSystem(store, (scope) =>
      addTenant(scope, {
        ...{ id: t, name: 'Larkmeadow Family Clinic', color: '#1f6f78', cloud: 'commercial' },
        at: '2026-08-03T08:00:00.000Z',
      }),
    );
    officer = await bench.signedIn(['privacy-officer', t]);
    auditor = await bench.signedIn(['auditor', t]);
    writeFileSync(
      join(tenantFolder(bench.server, t), 'wardline.yaml'),
      `exceptions:
  - { control: entra.mfa-for-all-users, until: 2026-11-01, approver: Dr. Okafor, compensating: Sign-in from the clinic alone, reason: Waits for keys of the night shift. }
  - { control: entra.legacy-authentication-blocked, until: 2026-12-05, approver: Dr. Okafor, compensating: One address alone, reason: Scanner is replaced in December. }
`,
    );
  });
  after(() => store.close());

  it('S0-22, S3-68: a quarter that nobody signed and an exception that ended are overdue, and counted for Home', async () => {
    const { items, overdue, at } = ok(await auditor.send('GET', `/t/${t}/due`)).body;
    assert.equal(at, now);
    const states = new Map(items.map(({ key, state }: Item) => [key, state]));
    assert.equal(states.get('evidence-review:2026-Q3'), 'overdue');
    assert.equal(states.get('access-review:2026-Q3'), 'overdue');
    assert.equal(states.get('weekly-digest:2026-W46'), 'overdue');
    assert.equal(states.get('exception:Exception for entra.mfa-for-all-users ends:2026-11-01'), 'overdue');
    assert.equal(states.get('exception:Exception for entra.legacy-authentication-blocked ends:2026-12-05'), 'open');
    assert.equal(states.get('backup'), 'overdue', 'there is no backup since August');
    assert.equal(overdue, 5);
    const days = items.map(({ due }: Item) => due ?? '9');
    assert.deepEqual(days, days.toSorted());
  });

  it('S3-55: the calendar shows a month: what was missed, what comes, and what is overdue from before', async () => {
    const { items } = ok(await auditor.send('GET', `/t/${t}/calendar?from=2027-01-01&to=2027-01-31`)).body;
    const states = new Map(items.map(({ key, state }: Item) => [key, state]));
    assert.equal(states.get('evidence-review:2026-Q4'), 'ahead');
    assert.equal(states.get('restore-drill:2026'), 'ahead');
    assert.equal(states.get('evidence-review:2026-Q3'), 'overdue');
    assert.equal(states.get('weekly-digest:2026-W40'), undefined);
    assert.equal((await auditor.send('GET', `/t/${t}/calendar?from=2027-01-01&to=2026-01-31`)).status, 400);
    assert.equal((await auditor.send('GET', `/t/${t}/calendar?to=2099-01-31`)).status, 400);
  });

  it('S0-22: the calendar file is one that calendar programs read', async () => {
    const { text, headers } = ok(await auditor.send('GET', `/t/${t}/calendar.ics`));
    assert.match(headers.get('content-type')!, /^text\/calendar/);
    assert.match(text, /^BEGIN:VCALENDAR\r\n/);
    assert.ok(text.replaceAll('\r\n ', '').includes('SUMMARY:Overdue: Review the evidence: 2026\\, quarter 3'));
  });

  it('S0-22, S0-80: overdue duties become alerts that routes tell, once each; done, theirs are closed', async () => {
    const told = () =>
      withTenant(store, t, async (scope) => {
        const tenant = await getTenant(scope);
        const duties = await dutiesOf(store, {
          ...{ tenant, organization: noOrganization, keyring: bench.server.keyring, at: now, now, until: now },
        });
        return tellOverdue(scope, duties, now);
      });
    const alerts = async () => {
      const all = await withTenant(store, t, (scope) => listAlerts(scope));
      return all.map(({ groupName, state }) => `${groupName} ${state}`).toSorted();
    };
    await told();
    const wanted = ['access-review:2026-Q3 open', 'backup open', 'evidence-review:2026-Q3 open'];
    assert.deepEqual(await alerts(), [...wanted, 'weekly-digest:2026-W46 open']);
    assert.deepEqual(await told(), { overdue: 4, closed: 0 });
    const body = { duty: 'evidence-review', period: '2026-Q3', note: 'Read with Dr. Okafor.' };
    assert.equal((await auditor.send('POST', `/t/${t}/calendar/signatures`, body)).status, 403);
    const signed = ok(await officer.send('POST', `/t/${t}/calendar/signatures`, body)).body;
    assert.deepEqual(signed, { duty: 'evidence-review', period: '2026-Q3', by: officer.email, at: now });
    assert.deepEqual(await told(), { overdue: 3, closed: 1 });
    assert.ok((await alerts()).includes('evidence-review:2026-Q3 closed'));
    const { items } = ok(await auditor.send('GET', `/t/${t}/calendar?from=2026-10-01&to=2026-10-31`)).body;
    const done = items.find(({ key }: Item) => key === 'evidence-review:2026-Q3');
    assert.deepEqual([done.state, done.done.by, done.done.note], ['done', officer.email, 'Read with Dr. Okafor.']);
  });

  it('what has not come, is no duty or says nothing is not signed', async () => {
    const sign = async (duty: string, period: string, note = 'Done as agreed.') =>
      (await officer.send('POST', `/t/${t}/calendar/signatures`, { duty, period, note })).status;
    assert.equal(await sign('evidence-review', '2026-Q4'), 409);
    assert.equal(await sign('evidence-review', '2020-Q1'), 404);
    assert.equal(await sign('make-coffee', '2026-Q3'), 404);
    assert.equal(await sign('evidence-review', '2026-Q3', '  '), 400);
  });
});
