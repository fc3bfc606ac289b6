import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HttpRequest, Transport } from '../http/transport.ts';
import { createActivityClient } from './client.ts';

const tenantId = '7c1a5e00-0000-4000-8000-000000000001';
const root = `https://manage.office.com/api/v1.0/${tenantId}/activity/feed`;

describe('links of the Management Activity API', () => {
  const sent: HttpRequest[] = [];
  const client = createActivityClient({
    service: 'management-activity',
    resource: 'https://manage.office.com',
    hosts: { hosts: ['manage.office.com'] },
    host: 'manage.office.com',
    tenantId,
    tenant: { id: tenantId },
    now: () => 0,
    tokens: { token: () => Promise.resolve({ value: 'secret', expiresAt: 1 }), refuse: () => undefined },
    transport: {
      send(request: HttpRequest) {
        sent.push(request);
        return Promise.resolve({ status: 200, headers: {}, body: Buffer.from('[]'), repeated: false });
      },
    } as Partial<Transport> as Transport,
  });

  const refused = {
    'I-6: another host': `https://content.example.net/api/v1.0/${tenantId}/activity/feed/audit/1`,
    'I-6: a host that begins alike': `https://manage.office.com.example.net/api/v1.0/${tenantId}/activity/feed/audit/1`,
    'I-6: a user name before another host': `https://manage.office.com@example.net/api/v1.0/${tenantId}/activity/feed/audit/1`,
    'I-6: a user name': `https://x@manage.office.com/api/v1.0/${tenantId}/activity/feed/audit/1`,
    'I-6: another port': `https://manage.office.com:8443/api/v1.0/${tenantId}/activity/feed/audit/1`,
    'I-6: no TLS': `http://manage.office.com/api/v1.0/${tenantId}/activity/feed/audit/1`,
    'I-6: another tenant': root.replace('7c1a5e00', '99999999') + '/audit/1',
    'I-6: a way up': `${root}/../../../${tenantId}x/audit/1`,
    'I-6: a hidden way up': `${root}/%2e%2e/%2e%2e/elsewhere`,
    'I-6: the root of another': `${root}s/audit/1`,
    'no address': 'audit/1',
    nothing: '',
  };
  for (const [name, link] of Object.entries(refused))
    it(`${name} is refused before anything is sent`, async () => {
      await assert.rejects(
        async () => client.follow(link, '/audit/{…}'),
        (error: Error & { code: string }) => {
          assert.equal(error.code, 'host-not-allowed');
          // What the service named may be anybody's.
          assert.doesNotMatch(error.message, /example\.net|8443|99999999/);
          return true;
        },
      );
      assert.deepEqual(sent, []);
    });

  it('its own are followed with the publisher, dollar signs and all', async () => {
    await client.follow(`${root}/audit/1$2$audit_exchange$na1`, '/audit/{…}');
    await client.get('/subscriptions/content?contentType=DLP.All');
    assert.deepEqual(
      sent.map(({ url }) => url),
      [
        `${root}/audit/1$2$audit_exchange$na1?PublisherIdentifier=${tenantId}`,
        `${root}/subscriptions/content?contentType=DLP.All&PublisherIdentifier=${tenantId}`,
      ],
    );
  });
});
