import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReadContext } from '../../../core/reading.ts';
import { type SectionName, sections } from '../../../core/snapshot.ts';
import type { Clients } from '../../resource.ts';
import { dnsRecords } from './records.ts';
import { lookupFailed } from '../../../controls/exchange/dns-answer.ts';

const failing = (code: string) => Object.assign(new Error('query failed'), { code });

function setUp(zone: Record<string, string[] | string>, domains: object[] | undefined) {
  const asked: string[] = [];
  const resources = dnsRecords({
    async resolveTxt(name) {
      asked.push(name);
      const found = zone[name] ?? 'ENOTFOUND';
      if (typeof found === 'string') throw failing(found);
      return found.map((text) => [text.slice(0, 5), text.slice(5)]);
    },
  });
  const context: ReadContext = {
    tenantId: 't',
    cloud: 'commercial',
    startedAt: '2026-11-20T06:00:00Z',
    read: (name) => (name === 'acceptedDomains' ? domains : undefined),
  };
  const read = async (name: SectionName) => {
    const resource = resources.find((entry) => entry.sections.includes(name))!;
    const raw = await resource.read({} as Clients, context);
    return sections[name].decode(raw[name]) as { domain: string; rdata: string[]; log: object[] }[];
  };
  return { read, asked };
}

describe('DNS records', () => {
  it('asks for each domain that is the organization’s, once', async () => {
    const { read, asked } = setUp({ 'larkmeadow.example.com': ['v=spf1 -all'] }, [
      { DomainName: 'Larkmeadow.example.com' },
      { DomainName: 'larkmeadow.mail.onmicrosoft.com' },
      { DomainName: 'hybrid.example.com', IsCoexistenceDomain: true },
      { DomainName: '*.wild.example.com' },
    ]);
    assert.deepEqual(await read('spfRecords'), [
      {
        domain: 'larkmeadow.example.com',
        rdata: ['v=spf1 -all'],
        log: [
          {
            query_name: 'larkmeadow.example.com',
            query_method: 'traditional',
            query_result: 'Query returned 1 txt records',
            query_answers: ['v=spf1 -all'],
          },
        ],
      },
    ]);
    assert.deepEqual(asked, ['larkmeadow.example.com']);
  });

  it('tells a name that does not exist from a query that broke off', async () => {
    for (const [code, broken] of [
      ['ENOTFOUND', false],
      ['ENODATA', false],
      ['ESERVFAIL', true],
      ['ETIMEOUT', true],
      ['ECONNREFUSED', true],
    ] as const) {
      const { read } = setUp({ 'example.com': code, '_dmarc.example.com': code }, [{ DomainName: 'example.com' }]);
      const [spf] = await read('spfRecords');
      const [dmarc] = await read('dmarcRecords');
      assert.deepEqual([spf?.rdata, dmarc?.rdata], [[], []], code);
      assert.deepEqual([lookupFailed(spf!), lookupFailed(dmarc!)], [broken, broken], code);
    }
  });

  it('keeps the selectors of DKIM apart', async () => {
    const zone = {
      'selector2._domainkey.example.com': 'ETIMEOUT',
      'selector1-larkmeadow-onmicrosoft-com._domainkey.larkmeadow.onmicrosoft.com': ['v=DKIM1; p=abc'],
    };
    const { read } = setUp(zone, [{ DomainName: 'example.com' }, { DomainName: 'larkmeadow.onmicrosoft.com' }]);
    const found = await read('dkimRecords');
    assert.deepEqual(
      found.map((answer) => [answer.domain, answer.rdata.length, lookupFailed(answer)]),
      [
        ['example.com', 0, false],
        ['example.com', 0, true],
        ['larkmeadow.onmicrosoft.com', 0, false],
        ['larkmeadow.onmicrosoft.com', 0, false],
        ['larkmeadow.onmicrosoft.com', 1, false],
        ['larkmeadow.onmicrosoft.com', 0, false],
      ],
    );
  });

  it('takes DMARC from the domain above, and does not take a broken query for none', async () => {
    const domains = [{ DomainName: 'mail.clinic.example.com' }];
    const inherited = setUp({ '_dmarc.example.com': ['v=DMARC1; p=reject'] }, domains);
    assert.deepEqual((await inherited.read('dmarcRecords'))[0]?.rdata, ['v=DMARC1; p=reject']);
    assert.deepEqual(inherited.asked, [
      '_dmarc.mail.clinic.example.com',
      '_dmarc.clinic.example.com',
      '_dmarc.example.com',
    ]);
    const broken = setUp({ '_dmarc.clinic.example.com': 'ETIMEOUT', '_dmarc.example.com': ['v=DMARC1'] }, domains);
    const [answer] = await broken.read('dmarcRecords');
    assert.equal(lookupFailed(answer!), true);
    const tenants = setUp({}, [{ DomainName: 'larkmeadow.onmicrosoft.com' }]);
    await tenants.read('dmarcRecords');
    assert.deepEqual(tenants.asked, ['_dmarc.larkmeadow.onmicrosoft.com']);
  });

  it('says so when the domains are not known', async () => {
    const { read } = setUp({}, undefined);
    await assert.rejects(read('spfRecords'), /accepted domains were not read/);
  });
});
