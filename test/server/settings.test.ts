import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { tenantFolder } from '../../src/server/ask.ts';
import { type LiveBench, clientIds, startLiveBench } from '../live.ts';
import { openKeyring } from '../../src/store/master-key.ts';
import { newTenant } from '../store/harness.ts';
import { type Browser, type TestServer, ok, testServer } from './harness.ts';

const missing = 'Policy.ReadWrite.ConditionalAccess';

describe('settings, connections, drift and evidence over the API', () => {
  let live: LiveBench;
  let bench: TestServer;
  let t: string;
  let admin: Browser & { email: string };
  let auditor: Browser & { email: string };

  before(async () => {
    live = await startLiveBench();
    await live.connect('read-settings');
    // The registration for changes is there, and consent to one permission is missing.
    await live.run(
      ...['connect', '--registration', 'change', '--client-id', clientIds.change],
      ...['--simulator', 'simulator.json', '--certificate', 'change.pem'],
    );
    live.register('change', [missing]);
    await live.run('collect');
    await live.run('assess');
    bench = testServer(live.store, { keyring: openKeyring(live.store.home, {}) });
    t = live.tenantId;
    admin = await bench.signedIn(['it-admin', t]);
    auditor = await bench.signedIn(['auditor', t]);
  });
  after(() => live.close());

  it('S3-68: a connection says what each registration may do and why, and when its certificate ends', async () => {
    const { registrations } = ok(await auditor.send('GET', `/t/${t}/connection`)).body;
    assert.deepEqual(
      registrations.map(({ name, connected }: { name: string; connected: boolean }) => [name, connected]),
      [
        ['read-settings', true],
        ['read-content', false],
        ['change', true],
        ['contain', false],
      ],
    );
    const [read] = registrations;
    assert.ok(read.certificateEndsAt > bench.server.now());
    assert.ok(read.permissions.length > 5);
    for (const { role, why } of read.permissions) assert.ok(why.length > 0, role);
  });

  it('S3-68: a probe names the permission that is missing and what to do', async () => {
    const sound = ok(await admin.send('POST', `/t/${t}/connection/test`, { registration: 'read-settings' })).body.items;
    const required = sound.filter(({ api }: { api: string }) => !api.endsWith('optional)'));
    assert.ok(required.length >= 4 && required.every(({ works }: { works: boolean }) => works), JSON.stringify(sound));
    const { items } = ok(await admin.send('POST', `/t/${t}/connection/test`, { registration: 'change' })).body;
    const graph = items.find(({ api }: { api: string }) => api === 'Microsoft Graph');
    assert.equal(graph.works, false);
    assert.match(`${graph.says} ${graph.next}`, new RegExp(`${missing}.*admin consent`, 's'));
  });

  it('I-1: read-only comes first, the private key never leaves, and the new certificate connects', async () => {
    const fresh = await newTenant(live.store);
    const person = await bench.signedIn(['it-admin', fresh]);
    const clientId = clientIds['change'];
    const early = await person.send('POST', `/t/${fresh}/connection`, { registration: 'change', clientId });
    assert.equal(early.status, 403);
    const appId = '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a03';
    const body = { registration: 'read-content', clientId: appId };
    const made = ok(await admin.send('POST', `/t/${t}/connection`, body));
    assert.match(made.body.certificate, /^-----BEGIN CERTIFICATE-----/);
    assert.doesNotMatch(made.text, /PRIVATE KEY/);
    const { registrations } = ok(await admin.send('GET', `/t/${t}/connection`)).body;
    const content = registrations.find(({ name }: { name: string }) => name === 'read-content');
    const graph = content.permissions
      .filter(({ service }: { service: string }) => service === 'Microsoft Graph')
      .map(({ role }: { role: string }) => role);
    const certificates = [made.body.certificate];
    live.simulator.control.registerApp(t, { displayName: content.displayName, appId, certificates, roles: { graph } });
    const { items } = ok(await admin.send('POST', `/t/${t}/connection/test`, { registration: 'read-content' })).body;
    assert.ok(items[0].works, JSON.stringify(items));
  });

  it('S0-128: all tenants, the worst first: gate, trend, criticals, connection; each person sees theirs', async () => {
    const { items } = ok(await auditor.send('GET', '/tenants')).body;
    assert.deepEqual(
      items.map(({ id }: { id: string }) => id),
      [t],
    );
    const [row] = items;
    assert.equal(row.gate.open, false);
    assert.ok(row.gate.missing >= 1);
    assert.equal(row.connection, 'sound');
    assert.equal(row.trend.length, 1);
    assert.ok(row.critical > 0);
    const other = await newTenant(live.store);
    const engineer = await bench.signedIn(['msp', t], ['msp', other]);
    const both = ok(await engineer.send('GET', '/tenants')).body.items;
    assert.deepEqual(
      both.map(({ id, state }: { id: string; state: string }) => [id, state]),
      [
        [t, row.state],
        [other, 'unread'],
      ],
    );
    assert.equal(both[1].gate, undefined, 'what was never read has no gate, open or closed');
    assert.equal(both[1].connection, 'none');
    assert.equal((await (await bench.signedIn()).send('GET', '/tenants')).status, 403);
  });

  it('removing a tenant takes its name typed again', async () => {
    const gone = await newTenant(live.store);
    const owner = await bench.signedIn(['owner', '*']);
    assert.equal((await owner.send('POST', `/t/${gone}/removal`, { name: 'another' })).status, 409);
    const { tenants } = ok(await owner.send('GET', '/me')).body;
    const { name } = tenants.find(({ id }: { id: string }) => id === gone);
    ok(await owner.send('POST', `/t/${gone}/removal`, { name }));
    assert.equal((await owner.send('GET', `/t/${gone}/connection`)).status, 404);
  });

  describe('the organization file', () => {
    const file = () => `/t/${t}/organization`;
    const save = (text: string, revision: string, by: Browser = admin) =>
      by.send('PUT', file(), { text, revision, reason: 'A test of the file.' });

    it('S3-57: is kept only when valid, with line and key of each fault, and never over another person', async () => {
      assert.deepEqual(
        [ok(await auditor.send('GET', file())).body].map(({ exists, text, revision }) => [exists, text, revision]),
        [[false, '', '']],
      );
      const bad = await save('approvals:\n  people: 3\nnonsense: true\n', '');
      assert.equal(bad.status, 400);
      assert.match(bad.text, /line 2.*approvals\.people/);
      assert.match(bad.text, /nonsense is not a key/);
      assert.equal((await save('approvals:\n  people: 1\n', '', auditor)).status, 403);
      const first = ok(await save('approvals:\n  people: 1\n', '')).body.revision;
      assert.match(first, /^[0-9a-f]{64}$/);
      assert.equal(
        (await save('approvals:\n  people: 2\n', '')).status,
        409,
        'edited from nothing while somebody saved',
      );
      ok(await save('approvals:\n  people: 2\n', first));
      assert.equal(
        readFileSync(join(tenantFolder(bench.server, t), 'wardline.yaml'), 'utf8'),
        'approvals:\n  people: 2\n',
      );
      const { items } = ok(await auditor.send('GET', `/t/${t}/activity?action=organization.save`)).body;
      const done = items.filter(({ outcome }: { outcome: string }) => outcome === 'done');
      assert.equal(done.length, 2);
      assert.equal(done[0].detail.before, first.slice(0, 16));
      assert.equal(done[0].detail.reason, 'A test of the file.');
    });

    const route = (more: string) =>
      `notify:\n  routes:\n    - name: on-call\n      kind: webhook\n      url: https://198.51.100.7/hook\n${more}`;
    const reaching: Record<string, string> = {
      'an address of the own network': route('      allowPrivate: true\n'),
      'a file of the server': route('      ca: ../../../../etc/passwd\n'),
      'a folder of the server': 'streams:\n  - name: files\n    kind: ocsf-file\n    folder: /etc\n',
      'the mail port of this machine':
        'notify:\n  routes:\n    - name: mail\n      kind: email\n      from: a@example.com\n      to: [b@example.com]\n      server: 127.0.0.1\n',
      'a machine of the own network':
        'notify:\n  routes:\n    - name: log\n      kind: syslog\n      host: 10.0.0.5\n      port: 22\n',
    };
    for (const [what, text] of Object.entries(reaching))
      it(`SSRF: whoever edits a tenant's settings cannot reach ${what}`, async () => {
        const { revision } = ok(await admin.send('GET', file())).body;
        const refused = await save(text, revision);
        assert.equal(refused.status, 400, refused.text);
        assert.match(refused.text, /on the server itself/);
      });

    it('SSRF: a webhook that points at cloud metadata or this machine is refused by the address, not the name', async () => {
      for (const url of ['https://169.254.169.254/latest/meta-data', 'https://127.0.0.1:8710/', 'https://[::1]/']) {
        const { revision } = ok(await admin.send('GET', file())).body;
        ok(await save(`notify:\n  routes:\n    - name: on-call\n      kind: webhook\n      url: ${url}\n`, revision));
        ok(
          await admin.send('PUT', `/t/${t}/deliveries/secret`, {
            name: 'on-call',
            secret: '0123456789abcdef0123456789abcdef',
          }),
        );
        const { result } = ok(
          await admin.send('POST', `/t/${t}/deliveries/test`, { kind: 'routes', name: 'on-call' }),
        ).body;
        assert.equal(result, 'blocked', url);
      }
    });

    it('a secret is sealed, never shown, and takes no line break or short key', async () => {
      const listed = ok(await auditor.send('GET', `/t/${t}/deliveries`));
      assert.equal(listed.body.routes[0].secret, 'set');
      assert.doesNotMatch(listed.text, /0123456789abcdef/);
      const put = (secret: string) => admin.send('PUT', `/t/${t}/deliveries/secret`, { name: 'on-call', secret });
      assert.equal((await put('short')).status, 400);
      assert.equal((await put('0123456789abcdef\r\nX-Other: 1')).status, 400);
      assert.equal((await admin.send('PUT', `/t/${t}/deliveries/secret`, { name: 'none', secret: 'x' })).status, 404);
      assert.equal(ok(await auditor.send('GET', `/t/${t}/keeping`)).body.retentionYears, 6);
    });
  });

  it('S0-89: drift names who, is adopted with a reason, and stands in the decision log', async () => {
    const [id] = Object.keys(live.simulator.control.state(t)['transportConfig'] ?? {});
    live.advance('1d');
    const people = Object.values(live.simulator.control.state(t)['users'] ?? {});
    const somebody = people.find(({ displayName }) => displayName !== null)?.['userPrincipalName'];
    live.simulator.control.change(t, {
      collection: 'transportConfig',
      id: id!,
      values: { SmtpClientAuthenticationDisabled: false },
      by: String(somebody),
      activity: { name: 'Set-TransportConfig', log: 'unified', service: 'Exchange' },
    });
    live.advance('1h');
    assert.notEqual((await live.run('collect', '--tenant', t)).exit, 64);
    const { items } = ok(await auditor.send('GET', `/t/${t}/drift`)).body;
    const row = items.find(({ setting }: { setting: string }) => setting.includes('smtpClientAuthenticationDisabled'));
    assert.ok(row, JSON.stringify(items));
    assert.deepEqual([row.expected, row.present], [true, false]);
    const adoption = { ids: [row.id], reason: 'The X-ray machine sends in no other way until March.' };
    assert.equal((await auditor.send('POST', `/t/${t}/drift/adoption`, adoption)).status, 403);
    assert.equal(
      (await admin.send('POST', `/t/${t}/drift/adoption`, { ...adoption, reason: '--what-if, please' })).status,
      400,
    );
    assert.equal(ok(await admin.send('POST', `/t/${t}/drift/adoption`, adoption)).body.adopted, 1);
    const [decision] = ok(await auditor.send('GET', `/t/${t}/decisions`)).body.items;
    assert.deepEqual([decision.source, decision.author, decision.reason], ['adopted', admin.email, adoption.reason]);
  });

  it('S0-24: evidence has hashes; the file of one control holds its checks and is recorded; a book can be kept', async () => {
    const { items } = ok(await auditor.send('GET', `/t/${t}/evidence`)).body;
    const kinds = new Set(items.map(({ kind }: { kind: string }) => kind));
    for (const kind of ['assessment', 'snapshot', 'decision']) assert.ok(kinds.has(kind), kind);
    for (const { kind, hash } of items)
      if (kind !== 'decision' && kind !== 'run') assert.match(hash, /^[0-9a-f]{64}$/, kind);
    const control = 'sharepoint.anyone-links-off';
    const file = ok(await auditor.send('GET', `/t/${t}/evidence/controls/${control}`));
    assert.match(file.headers.get('content-disposition')!, /^attachment; filename="evidence-sharepoint/);
    assert.equal(file.body.checks[0].result.control, control);
    assert.ok(items.some(({ hash }: { hash?: string }) => hash === file.body.checks[0].document));
    const { items: activity } = ok(await auditor.send('GET', `/t/${t}/activity?action=evidence.`)).body;
    assert.deepEqual([activity[0].actor, activity[0].object], [auditor.email, control]);
    assert.equal((await auditor.send('GET', `/t/${t}/evidence/controls/no.such-control`)).status, 404);
    assert.match(ok(await auditor.send('GET', `/t/${t}/config-book/html`)).text, /Configuration book/);
    assert.match(ok(await auditor.send('GET', `/t/${t}/config-book/md`)).text, /^# Configuration of /);
    const book = ok(await auditor.send('GET', `/t/${t}/config-book`)).body;
    const sections = book.services.flatMap((service: { sections: unknown[] }) => service.sections);
    assert.ok(sections.length > 50);
    const exchange = ok(await auditor.send('GET', `/t/${t}/config-book/sections/transportConfig`)).body;
    const adopted = exchange.objects[0].settings.find(({ setting }: { setting: string }) =>
      setting.endsWith('smtpClientAuthenticationDisabled'),
    );
    assert.match(adopted.why[0], /X-ray machine/);
  });

  it('what is due comes with its day, and news tell of the check', async () => {
    const { revision } = ok(await admin.send('GET', `/t/${t}/organization`)).body;
    ok(
      await admin.send('PUT', `/t/${t}/organization`, {
        revision,
        reason: 'An exception that ends soon.',
        text: `exceptions:\n  - control: sharepoint.anyone-links-off\n    reason: The imaging partner moves in two weeks.\n    compensating: Links end after one day.\n    approver: elena.marsh@example.com\n    until: ${bench.server.now().slice(0, 10)}\n`,
      }),
    );
    const { items, alerts } = ok(await auditor.send('GET', `/t/${t}/due`)).body;
    const ends = items.find(({ kind }: { kind: string }) => kind === 'exception');
    assert.deepEqual(
      [ends.due.slice(0, 10), ends.page],
      [bench.server.now().slice(0, 10), '/findings/sharepoint.anyone-links-off'],
    );
    assert.ok(Array.isArray(alerts));
    const news = ok(await auditor.send('GET', `/t/${t}/news`)).body.items;
    assert.match(news.find(({ kind }: { kind: string }) => kind === 'assessment').title, /^Checked: score \d+/);
    assert.deepEqual(ok(await auditor.send('GET', `/t/${t}/news?since=2999-01-01T00:00:00.000Z`)).body.items, []);
  });
});
