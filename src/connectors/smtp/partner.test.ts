import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type MailServer, mailAuthority, startMailServer } from '../../../test/mail-server.ts';
import type { MailNetwork } from './network.ts';
import { type ConnectorClaim, probePartner } from './partner.ts';

const { ca, sign } = mailAuthority();
const host = 'mx1.mail.lab.example.com';

describe('a probe of a partner', () => {
  let server: MailServer;
  before(async () => {
    server = await startMailServer(sign({ names: [host, '*.lab.example.com'] }));
  });
  after(() => server.close());
  const network = (): MailNetwork => ({
    mx: async () => [{ exchange: `${host}.`, priority: 5 }],
    txt: async () => [],
    tlsa: async () => [],
    addresses: async () => [{ ip: '127.0.0.1', port: server.port }],
  });
  const probed = async (more: { claim?: ConnectorClaim; network?: Partial<MailNetwork> } = {}) => {
    const options = { ca, timeOut: 2_000, fetchText: async () => undefined };
    return probePartner('lab.example.com', {
      ...options,
      ...(more.claim && { claim: more.claim }),
      network: { ...network(), ...more.network },
    });
  };

  const claims: [string, 'ok' | 'fail'][] = [
    [host, 'ok'],
    ['mail.lab.example.com', 'ok'],
    ['*.lab.example.com', 'ok'],
    ['*.mail.lab.example.com', 'ok'],
    ['mail.example.net', 'fail'],
    ['lab.example.com', 'fail'],
    ['*.example.com', 'fail'],
  ];
  for (const [tlsDomain, expected] of claims)
    it(`S3-42: a connector that wants ${tlsDomain} ${expected === 'ok' ? 'gets it' : 'would stop mail'}`, async () => {
      const checks = await probed({ claim: { name: 'To the lab', smartHosts: [], tlsDomain } });
      assert.deepEqual(
        checks.filter(({ check }) => check === 'connector').map(({ result }) => result),
        [expected],
      );
    });

  it("S3-42: looks at a connector's smart hosts in place of the MX records", async () => {
    const mx = async () => Promise.reject(new Error('not asked'));
    const checks = await probed({ claim: { name: 'To the lab', smartHosts: [host] }, network: { mx } });
    assert.deepEqual([checks[0]!.result, checks.find(({ check }) => check === 'certificate')!.result], ['ok', 'ok']);
  });

  it('S3-42: a question that breaks off proves nothing', async () => {
    const broken = async () => Promise.reject(new Error('SERVFAIL'));
    assert.deepEqual(
      (await probed({ network: { mx: broken, txt: broken } })).map(({ check, result }) => [check, result]),
      [
        ['mx', 'unknown'],
        ['mta-sts', 'unknown'],
        ['tls-rpt', 'unknown'],
      ],
    );
    const dane = (await probed({ network: { tlsa: broken } })).find(({ check }) => check === 'dane')!;
    assert.equal(dane.result, 'unknown');
  });

  it('asks no more than ten servers, and says so', async () => {
    const mx = async () => Array.from({ length: 40 }, (_, priority) => ({ exchange: host, priority }));
    const checks = await probed({ network: { mx } });
    assert.equal(checks.filter(({ check }) => check === 'certificate').length, 10);
    assert.match(checks[0]!.says, /^40 mail servers\. Only the first 10/);
  });
});
