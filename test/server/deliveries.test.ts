import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { secretName } from '../../src/cli/deliveries/settings.ts';
import { tenantFolder } from '../../src/server/ask.ts';
import { listCredentials } from '../../src/store/credentials.ts';
import { queueDeliveries, settleDeliveries } from '../../src/store/deliveries.ts';
import type { Store } from '../../src/store/open.ts';
import { withTenant } from '../../src/store/scope.ts';
import { newTenant, openTestStore } from '../store/harness.ts';
import { type Browser, type TestServer, ok, testServer } from './harness.ts';

const mail = {
  ...{ name: 'officer-mail', kind: 'email', from: 'wardline@example.com', to: ['officer@example.com'] },
  ...{ server: 'smtp.example.com', user: 'wardline@example.com', leastSeverity: 'high' },
  services: ['exchange', 'purview'],
  quiet: { from: '21:00', to: '06:30', timeZone: 'America/Chicago' },
};
const splunk = { name: 'splunk', kind: 'splunk', url: 'https://splunk.example.com:8088', carries: ['events'] };

describe('routes and streams are kept from the console', () => {
  let store: Store;
  let bench: TestServer;
  let t: string;
  let admin: Browser;
  let auditor: Browser;

  before(async () => {
    store = await openTestStore();
    bench = testServer(store);
    t = await newTenant(store);
    admin = await bench.signedIn(['it-admin', t]);
    auditor = await bench.signedIn(['auditor', t]);
  });
  after(() => store.close());

  const list = async () => ok(await auditor.send('GET', `/t/${t}/deliveries`)).body;
  const save = async (kind: string, entry: object, by: Browser = admin) =>
    by.send('POST', `/t/${t}/deliveries`, { kind, entry, revision: (await list()).revision, reason: 'Agreed.' });
  const file = () => readFileSync(join(tenantFolder(bench.server, t), 'wardline.yaml'), 'utf8');
  const sealed = async (name: string) =>
    (await withTenant(store, t, (scope) => listCredentials(scope))).some((one) => one.name === secretName(name));
  const seal = async (name: string, secret = 'a secret of sixteen and more') =>
    ok(await admin.send('PUT', `/t/${t}/deliveries/secret`, { name, secret }));

  it('S3-54: the first route makes the file; the console names its own address for links', async () => {
    const { secret, secretMeans } = ok(await save('routes', mail)).body;
    assert.deepEqual([secret, secretMeans], ['missing', 'the password of the mail account']);
    assert.match(file(), /link: https:\/\/wardline\.example\.com/);
    const [route] = (await list()).routes;
    assert.deepEqual(
      [route.name, route.leastSeverity, route.services, route.quiet, route.reaches],
      ['officer-mail', 'high', ['exchange', 'purview'], '21:00 to 06:30 America/Chicago', false],
    );
    assert.deepEqual(route.settings, mail);
  });

  it('what else stands in the file stays, comments too', async () => {
    const path = join(tenantFolder(bench.server, t), 'wardline.yaml');
    writeFileSync(path, `# Ask Elena before you change this.\napprovals: # two of us\n  people: 2\n${file()}`);
    ok(await save('streams', splunk));
    ok(await save('routes', { ...mail, leastSeverity: 'critical' }));
    assert.match(file(), /^# Ask Elena before you change this\.\napprovals:\n {2}# two of us\n {2}people: 2\n/);
    const { routes, streams } = await list();
    assert.deepEqual([routes.length, routes[0].leastSeverity, streams[0].name], [1, 'critical', 'splunk']);
  });

  it('is refused when it is not valid, reaches our own network, or another person was faster', async () => {
    const before = file();
    const wrong: [string, object, RegExp][] = [
      ['routes', { ...mail, name: 'x', quiet: { from: '25:00', to: '06:00', timeZone: 'Mars/Base' } }, /time of day/],
      ['routes', { ...mail, name: 'x', password: 'hunter2' }, /password is not a key/],
      ['routes', { ...mail, name: 'x', services: ['weather'] }, /services/],
      ['streams', { ...splunk, url: 'http://splunk.example.com' }, /https address/],
      ['streams', { ...splunk, url: 'https://10.0.0.7', allowPrivate: true }, /reaches the machine or network/],
      ['routes', { ...mail, server: 'localhost', security: 'none' }, /reaches the machine or network/],
      ['streams', { name: 'files', kind: 'ocsf-file', folder: '/etc' }, /reaches the machine or network/],
    ];
    for (const [kind, entry, words] of wrong) {
      const refused = await save(kind, entry);
      assert.equal(refused.status, 400, JSON.stringify(entry));
      assert.match(refused.text, words);
    }
    assert.equal(file(), before);
    assert.equal((await save('streams', splunk, auditor)).status, 403);
    const stale = { kind: 'streams', entry: splunk, revision: '0'.repeat(64), reason: 'Agreed.' };
    assert.equal((await admin.send('POST', `/t/${t}/deliveries`, stale)).status, 409);
  });

  it('a secret never follows to another receiver: neither by the form nor by the text', async () => {
    await seal('splunk');
    ok(await save('streams', { ...splunk, carries: ['alerts'] }));
    assert.ok(await sealed('splunk'), 'the receiver is the same');
    const moved = ok(await save('streams', { ...splunk, url: 'https://evil.example.net' })).body;
    assert.deepEqual([moved.secret, await sealed('splunk')], ['missing', false]);
    await seal('splunk');
    const { text, revision } = ok(await admin.send('GET', `/t/${t}/organization`)).body;
    const turned = { text: text.replace('evil.example.net', 'other.example.net'), revision, reason: 'A test of it.' };
    ok(await admin.send('PUT', `/t/${t}/organization`, turned));
    assert.equal(await sealed('splunk'), false);
  });

  it('removed, it is gone with its secret; the rest stays', async () => {
    await seal('splunk');
    const { revision } = await list();
    const body = { kind: 'streams', name: 'splunk', revision, reason: 'We left Splunk.' };
    ok(await admin.send('POST', `/t/${t}/deliveries/removal`, body));
    const { routes, streams } = await list();
    assert.deepEqual([routes.length, streams.length, await sealed('splunk')], [1, 0, false]);
    const again = { ...body, revision: (await list()).revision };
    assert.equal((await admin.send('POST', `/t/${t}/deliveries/removal`, again)).status, 404);
  });

  it('the history says what was sent, what waits and what failed, with the words of the receiver', async () => {
    const notice = (id: string) => ({
      ...{ id, detection: 'exchange.mailbox-forwarding', title: 'A mailbox forwards to outside', severity: 'high' },
      ...{ actor: 'x', firstAt: bench.server.now(), lastAt: bench.server.now(), count: 1, change: 'opened' },
      tenant: { id: t, name: 'Larkmeadow Family Clinic' },
    });
    const rows = (['due', 'due', 'skipped'] as const).map((state, at) => ({
      ...{ seq: at + 1, notice: notice(`a${at + 1}`) as never, state },
    }));
    const at = bench.server.now();
    await withTenant(store, t, async (scope) => {
      await queueDeliveries(scope, 'officer-mail', rows, { position: 3, at });
      await settleDeliveries(scope, 'officer-mail', [1], { state: 'sent', sentAt: at, answer: 'SMTP 250' });
      await settleDeliveries(scope, 'officer-mail', [2], { state: 'failed', attempts: 14, answer: 'SMTP 550' });
    });
    const { items } = ok(await auditor.send('GET', `/t/${t}/deliveries/history`)).body;
    assert.deepEqual(
      items.map(({ alert, state, answer }: Record<string, string>) => [alert, state, answer]),
      [
        ['a2', 'failed', 'SMTP 550'],
        ['a1', 'sent', 'SMTP 250'],
      ],
    );
    const failed = ok(await auditor.send('GET', `/t/${t}/deliveries/history?state=failed&route=officer-mail`)).body;
    assert.equal(failed.items.length, 1);
  });
});
