import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SectionReader } from '../core/reading.ts';
import type { SectionName } from '../core/snapshot.ts';
import { collect } from './collect.ts';

const tenant = { id: 't-1', name: 'Larkmeadow', cloud: 'commercial' as const };
const now = () => '2026-11-20T00:00:00.000Z';
const outside = (code: string, message: string) => Object.assign(new Error(message), { code });
const reader = (
  section: SectionName,
  read: SectionReader['read'],
  extra: Partial<SectionReader> = {},
): SectionReader => ({ id: section, api: 'graph', sections: [section], missingRoles: [], read, ...extra });
const domains = reader('remoteDomains', async () => ({
  remoteDomains: [{ DomainName: '*', AutoForwardEnabled: 'False' }],
}));

describe('collect', () => {
  it('decodes what readers give and says of the rest that nothing reads it', async () => {
    const { sections } = await collect({ tenant, readers: [domains], now });
    assert.ok(sections.remoteDomains.status === 'read');
    assert.equal(sections.remoteDomains.data[0]?.autoForwardEnabled, false);
    assert.ok(sections.acceptedDomains.status === 'unavailable' && sections.acceptedDomains.reason === 'not-collected');
  });

  for (const [code, reason] of [
    ['forbidden', 'no-permission'],
    ['unauthorized', 'no-permission'],
    ['not-licensed', 'not-licensed'],
    ['unexpected-shape', 'unparsable'],
    ['throttled', 'not-collected'],
    ['timeout', 'not-collected'],
  ] as const) {
    it(`an error ${code} makes the section ${reason} and stops nothing`, async () => {
      const failing = reader('acceptedDomains', async () =>
        Promise.reject(outside(code, 'Microsoft said no (request 1).')),
      );
      const { sections } = await collect({ tenant, readers: [failing, domains], now });
      assert.ok(sections.acceptedDomains.status === 'unavailable');
      assert.equal(sections.acceptedDomains.reason, reason);
      assert.match(sections.acceptedDomains.detail, /request 1/);
      assert.equal(sections.remoteDomains.status, 'read');
    });
  }

  it('an unforeseen fault is not quoted: it may hold tenant data', async () => {
    const { sections } = await collect({
      tenant,
      readers: [reader('acceptedDomains', async () => Promise.reject(new TypeError('Invented Person')))],
      now,
    });
    assert.ok(sections.acceptedDomains.status === 'unavailable');
    assert.doesNotMatch(sections.acceptedDomains.detail, /Invented/);
  });

  it('a role that the token lacks, and a license that the tenant lacks, are known before any call', async () => {
    let calls = 0;
    const counted = async () => {
      calls += 1;
      return { acceptedDomains: [] };
    };
    const plans = reader('servicePlans', async () => ({ servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }] }));
    const noRole = await collect({
      tenant,
      now,
      readers: [reader('acceptedDomains', counted, { missingRoles: ['Policy.Read.All'] })],
    });
    const noLicense = await collect({
      tenant,
      now,
      readers: [reader('acceptedDomains', counted, { license: 'entra-p2' }), plans],
    });
    assert.ok(
      noRole.sections.acceptedDomains.status === 'unavailable' &&
        noRole.sections.acceptedDomains.reason === 'no-permission',
    );
    assert.match(noRole.sections.acceptedDomains.detail, /Policy\.Read\.All/);
    assert.ok(
      noLicense.sections.acceptedDomains.status === 'unavailable' &&
        noLicense.sections.acceptedDomains.reason === 'not-licensed',
    );
    assert.equal(calls, 0);
  });

  it('a reader that builds on another is given what that one read', async () => {
    const later = reader(
      'acceptedDomains',
      async (context) => ({
        acceptedDomains: (context.read('remoteDomains') as { DomainName: string }[]).map((domain) => ({
          DomainName: domain.DomainName,
        })),
      }),
      { after: ['remoteDomains'], api: 'exchange' },
    );
    const { sections } = await collect({ tenant, readers: [later, domains], now });
    assert.ok(sections.acceptedDomains.status === 'read');
    assert.equal(sections.acceptedDomains.data[0]?.domainName, '*');
  });

  it('values of the wrong kind make one section unparsable', async () => {
    const { sections } = await collect({
      tenant,
      now,
      readers: [reader('remoteDomains', async () => ({ remoteDomains: '<html>' }))],
    });
    assert.ok(sections.remoteDomains.status === 'unavailable' && sections.remoteDomains.reason === 'unparsable');
  });
});
