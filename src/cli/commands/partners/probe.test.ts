import assert from 'node:assert/strict';
import { X509Certificate, createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type MailServer, mailAuthority, startMailServer, startRawServer } from '../../../../test/mail-server.ts';
import { testFolder } from '../../../../test/store/harness.ts';
import type { Tlsa } from '../../../connectors/smtp/network.ts';
import { type LiveBench, startLiveBench } from '../../../../test/live.ts';
import { type Outside, partnersProbe } from './probe.ts';

const { ca, sign } = mailAuthority();
const good = sign({ names: ['mail.lab.example.com'] });
const keyOf = (pem: string) =>
  createHash('sha256')
    .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest();

describe('wardline partners probe', () => {
  const cwd = testFolder();
  const servers: Record<string, MailServer> = {};
  const mx: Record<string, string[]> = {
    'lab.example.com': ['mail.lab.example.com'],
    'billing.example.com': ['mail.lab.example.com', 'old.billing.example.com'],
    'clear.example.com': ['mail.clear.example.com'],
    'wrong.example.com': ['mail.wrong.example.com'],
    'blocked.example.com': ['mail.blocked.example.com'],
    'null.example.com': [''],
  };
  let txt: Record<string, string[]> = {};
  let tlsa: Record<string, Tlsa[]> = {};
  let files: Record<string, string> = {};
  before(async () => {
    servers['mail.lab.example.com'] = await startMailServer(good);
    servers['old.billing.example.com'] = await startMailServer(
      sign({ names: ['old.billing.example.com'], expired: true }),
    );
    servers['mail.clear.example.com'] = await startMailServer({ hideSTARTTLS: true });
    servers['mail.wrong.example.com'] = await startMailServer(sign({ names: ['mail.example.net'] }));
    servers['blocked'] = await startRawServer(() => {});
  });
  after(async () => {
    for (const server of Object.values(servers)) await server.close();
  });
  const outside = (): Outside => ({
    ca,
    timeOut: 1_000,
    network: {
      mx: async (domain) => (mx[domain] ?? []).map((exchange, index) => ({ exchange, priority: index })),
      txt: async (name) => txt[name] ?? [],
      tlsa: async (name) => tlsa[name] ?? [],
      addresses: async (host) => (servers[host] ? [{ ip: '127.0.0.1', port: servers[host].port }] : []),
    },
    fetchText: async (url) => files[url],
  });
  const probed = async (
    partners: readonly [domain: string, tls: boolean][],
    domain?: string,
    home = join(cwd, 'no-home'),
  ) => {
    const lines = partners.flatMap(([name, tls]) => [`  - domain: ${name}`, `    tls: ${tls}`]);
    writeFileSync(join(cwd, 'wardline.yaml'), ['partners:', ...lines, ''].join('\n'));
    const result = await partnersProbe(outside).run({
      arguments: domain === undefined ? [] : [domain],
      options: {},
      cwd,
      version: '0',
      env: { WARDLINE_HOME: home },
      tell: () => {},
    });
    const rows = result.rows as { host?: string; check: string; result: string; says: string }[];
    return {
      exit: result.exit,
      data: result.data as { at: string; partners: { domain: string; verdict: string }[] },
      of: (check: string) => rows.filter((row) => row.check === check).map((row) => row.result),
      says: (check: string) => rows.find((row) => row.check === check)?.says ?? '',
    };
  };

  it('S3-42: passes a partner whose servers all take verified TLS, dated', async () => {
    const { exit, data, of } = await probed([['lab.example.com', true]]);
    assert.equal(exit, 0);
    assert.match(data.at, /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual(data.partners, [{ domain: 'lab.example.com', needsTls: true, verdict: 'verified TLS' }]);
    assert.deepEqual(
      [of('certificate'), of('tls-version'), of('mta-sts'), of('tls-rpt'), of('dane')],
      [['ok'], ['ok'], ['none'], ['none'], ['none']],
    );
  });
  it('S3-42: fails a partner when one of its servers does not', async () => {
    const { exit, of, says } = await probed([['billing.example.com', true]]);
    assert.equal(exit, 3);
    assert.deepEqual(of('certificate'), ['ok', 'fail']);
    assert.match(says('starttls'), /handshake works/);
  });
  for (const domain of ['clear.example.com', 'wrong.example.com', 'null.example.com'])
    it(`S3-42: fails ${domain}, unless TLS is not asked of it`, async () => {
      assert.equal((await probed([[domain, true]])).exit, 3);
      assert.equal((await probed([[domain, false]])).exit, 0);
    });
  it('S3-42: proves nothing where no connection comes about', async () => {
    const { exit, data, of } = await probed([['blocked.example.com', true]]);
    assert.equal(exit, 6);
    assert.deepEqual([of('starttls'), data.partners[0]!.verdict], [['unknown'], 'not seen']);
  });
  it('asks one partner when one is named, and refuses who is not declared', async () => {
    const both: [string, boolean][] = [
      ['lab.example.com', true],
      ['clear.example.com', true],
    ];
    assert.equal((await probed(both, 'LAB.example.com')).exit, 0);
    await assert.rejects(probed(both, 'nobody.example.com'), { code: 'not-found' });
  });

  it('S3-42: holds the MTA-STS policy against the servers', async () => {
    txt = {
      '_mta-sts.lab.example.com': ['v=STSv1; id=1'],
      '_smtp._tls.lab.example.com': ['v=TLSRPTv1; rua=mailto:a@lab.example.com'],
    };
    const url = 'https://mta-sts.lab.example.com/.well-known/mta-sts.txt';
    const policy = (mode: string, host: string) => `version: STSv1\nmode: ${mode}\nmx: ${host}\nmax_age: 604800\n`;
    const cases: [string | undefined, string][] = [
      [policy('enforce', '*.lab.example.com'), 'ok'],
      [policy('testing', '*.lab.example.com'), 'none'],
      [policy('enforce', 'mail.example.net'), 'fail'],
      ['<html>', 'fail'],
      [undefined, 'fail'],
    ];
    for (const [file, expected] of cases) {
      files = file === undefined ? {} : { [url]: file };
      const { of, exit } = await probed([['lab.example.com', true]]);
      assert.deepEqual([of('mta-sts'), of('tls-rpt'), exit], [[expected], ['ok'], 0], file);
    }
    txt = {};
  });
  it('S3-42: holds DANE against the certificate, and says that DNSSEC is not proven', async () => {
    const record = (data: Buffer): Tlsa[] => [{ usage: 3, selector: 1, match: 1, data }];
    tlsa = { '_25._tcp.mail.lab.example.com': record(keyOf(good.cert)) };
    const fits = await probed([['lab.example.com', true]]);
    assert.deepEqual(fits.of('dane'), ['ok']);
    assert.match(fits.says('dane'), /DNSSEC was not validated/);
    tlsa = { '_25._tcp.mail.lab.example.com': record(Buffer.alloc(32)) };
    assert.deepEqual((await probed([['lab.example.com', true]])).of('dane'), ['fail']);
    tlsa = { '_25._tcp.mail.lab.example.com': [{ usage: 1, selector: 0, match: 1, data: Buffer.alloc(32) }] };
    assert.deepEqual((await probed([['lab.example.com', true]])).of('dane'), ['unknown']);
    tlsa = {};
  });

  it('S3-42: compares what the connector of the latest snapshot wants', async () => {
    const bench: LiveBench = await startLiveBench();
    try {
      await bench.connect('read-settings');
      const without = await probed([['lab.example.com', true]], undefined, bench.store.home);
      assert.deepEqual([without.exit, without.of('connector')], [0, []], 'nothing was collected yet');
      bench.simulator.control.change(bench.tenantId, {
        collection: 'outboundConnectors',
        id: 'To the lab',
        values: {
          Name: 'To the lab',
          Identity: 'To the lab',
          Enabled: true,
          ConnectorType: 'Partner',
          RecipientDomains: ['smtp:LAB.example.com;1'],
          TlsSettings: 'DomainValidation',
          TlsDomain: 'mail.example.net',
          UseMXRecord: true,
        },
      });
      await bench.run('collect');
      const compared = await probed([['lab.example.com', true]], undefined, bench.store.home);
      assert.deepEqual([compared.exit, compared.of('connector')], [3, ['fail']]);
      assert.match(compared.says('connector'), /To the lab/);
    } finally {
      await bench.close();
    }
  });
});
