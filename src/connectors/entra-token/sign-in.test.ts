import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, describe, it } from 'node:test';
import { type Seen, fastTimer, json, startServer, testCertificate } from '../../../test/https-server.ts';
import { ConnectorError, type ConnectorErrorCode } from '../http/errors.ts';
import { createTransport } from '../http/transport.ts';
import { certificateSignIn } from './client-credentials.ts';
import { cloudHosts } from './clouds.ts';
import { signInByDeviceCode } from './device-code.ts';
import { createTokenSource } from './token-source.ts';

const tenantId = '11111111-2222-3333-4444-555555555555';
const host = 'login.microsoftonline.com';
const refused =
  (code: ConnectorErrorCode, words = /./) =>
  (error: unknown) => {
    assert.ok(error instanceof ConnectorError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, words);
    assert.doesNotMatch(error.message, /eyJ|dev-1/);
    return true;
  };
const claimsOf = (seen: Seen): Record<string, unknown> => {
  const assertion = new URLSearchParams(seen.body).get('client_assertion') ?? '';
  return JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
};

describe('sign-in', () => {
  const closers: (() => unknown)[] = [];
  after(async () => {
    for (const close of closers) await close();
  });
  const setUp = async (answer: (seen: Seen, response: ServerResponse, number: number) => void) => {
    const server = await startServer(answer);
    const timer = fastTimer();
    const transport = createTransport({ hostMap: server.hostMap, timer, random: () => 0.5 });
    closers.push(() => transport.close(), server.close);
    const certificate = await testCertificate();
    const endpoint = { transport, host, tenantId, now: timer.now };
    return {
      server,
      timer,
      transport,
      endpoint,
      ask: certificateSignIn({ ...endpoint, clientId: 'app-1', certificate }),
    };
  };

  it('asks for a token with a certificate', async () => {
    const { server, ask, timer } = await setUp((_, response) =>
      json(response, 200, { token_type: 'Bearer', expires_in: 3599, access_token: 'a.b.c' }),
    );
    const token = await ask('https://graph.microsoft.com');
    assert.deepEqual(token, { value: 'a.b.c', expiresAt: timer.now() + 3_599_000 });
    const [seen] = server.seen;
    assert.equal(seen?.host, host);
    assert.equal(seen?.path, `/${tenantId}/oauth2/v2.0/token`);
    const form = new URLSearchParams(seen?.body);
    assert.equal(form.get('grant_type'), 'client_credentials');
    assert.equal(form.get('scope'), 'https://graph.microsoft.com/.default');
    assert.equal(form.get('client_assertion_type'), 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    assert.equal(claimsOf(seen)['aud'], `https://${host}/${tenantId}/oauth2/v2.0/token`);
  });

  it('makes a new assertion for each try, since one counts once', async () => {
    const { server, ask } = await setUp((_, response, number) =>
      json(response, number < 3 ? 503 : 200, { expires_in: 60, access_token: 't' }),
    );
    await ask('https://graph.microsoft.com');
    assert.equal(new Set(server.seen.map((seen) => claimsOf(seen)['jti'])).size, 3);
  });

  it('corrects a wrong clock by the service’s Date, and keeps the difference', async () => {
    const real = Date.parse('2026-11-20T03:00:00Z');
    const { server, ask, timer } = await setUp((seen, response) => {
      const { nbf, exp } = claimsOf(seen) as { nbf: number; exp: number };
      const headers = { date: new Date(real).toUTCString() };
      if (real / 1000 >= nbf && real / 1000 <= exp) json(response, 200, { expires_in: 60, access_token: 't' }, headers);
      else
        json(
          response,
          401,
          {
            error: 'invalid_client',
            error_description: 'AADSTS700024: Client assertion is not within its valid time range.',
          },
          headers,
        );
    });
    assert.equal(timer.now(), Date.parse('2026-11-20T00:00:00Z'));
    await ask('https://graph.microsoft.com');
    assert.equal(server.seen.length, 2);
    await ask('https://outlook.office365.com');
    assert.equal(server.seen.length, 3);
  });

  it('says by how much the clock is wrong when that does not help', async () => {
    const { server, ask } = await setUp((_, response) =>
      json(
        response,
        401,
        { error: 'invalid_client', error_description: 'AADSTS700024: x' },
        { date: 'Fri, 20 Nov 2026 01:30:00 GMT' },
      ),
    );
    await assert.rejects(ask('https://graph.microsoft.com'), refused('clock-skew', /about 90 minutes behind/));
    assert.equal(server.seen.length, 2);
  });

  it('names what Entra refuses, without quoting it', async () => {
    const { ask } = await setUp((_, response) =>
      json(
        response,
        401,
        {
          error: 'invalid_client',
          error_description: "AADSTS700027: Client assertion eyJh contains an invalid signature for 'Larkmeadow'",
          error_codes: [700027],
          trace_id: 't-7',
        },
        { 'request-id': '' },
      ),
    );
    await assert.rejects(ask('https://graph.microsoft.com'), (error: unknown) => {
      refused('certificate-refused', /AADSTS700027, request t-7/)(error);
      assert.doesNotMatch(String(error), /Larkmeadow/);
      return true;
    });
  });

  it('does not take a page for a token', async () => {
    for (const body of ['<html>', '{}', '{"access_token":"t"}', '{"access_token":"t","expires_in":"soon"}']) {
      const { ask } = await setUp((_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(body);
      });
      await assert.rejects(ask('https://graph.microsoft.com'), refused('unexpected-shape'));
    }
  });

  it('signs a person in by a code: waits, slows down, and renews by refresh token', async () => {
    const shown: unknown[] = [];
    const { server, timer, transport } = await setUp((seen, response, number) => {
      const form = new URLSearchParams(seen.body);
      if (seen.path.endsWith('/devicecode'))
        json(response, 200, {
          device_code: 'dev-1',
          user_code: 'ABC',
          verification_uri: 'https://microsoft.com/devicelogin',
          expires_in: 900,
          interval: 5,
        });
      else if (form.get('grant_type') === 'refresh_token')
        json(response, 200, {
          access_token: `by ${form.get('refresh_token')}`,
          refresh_token: 'r-2',
          expires_in: 3600,
        });
      else if (number === 2)
        json(response, 400, { error: 'authorization_pending', error_description: 'AADSTS70016: pending' });
      else if (number === 3) json(response, 400, { error: 'slow_down' });
      else json(response, 200, { access_token: 'first', refresh_token: 'r-1', expires_in: 3600 });
    });
    const tokens = await signInByDeviceCode({
      transport,
      host,
      tenantId,
      timer,
      clientId: 'app-2',
      resource: 'https://graph.microsoft.com',
      show: (code) => shown.push(code),
    });
    assert.deepEqual(timer.slept, [5000, 5000, 10_000]);
    assert.deepEqual(shown, [
      {
        userCode: 'ABC',
        verificationUri: 'https://microsoft.com/devicelogin',
        expiresAt: timer.now() - 20_000 + 900_000,
      },
    ]);
    assert.equal((await tokens.token('https://graph.microsoft.com')).value, 'first');
    assert.equal((await tokens.token('https://outlook.office365.com')).value, 'by r-1');
    assert.equal((await tokens.token('https://management.azure.com')).value, 'by r-2');
    assert.equal(server.seen.length, 6);
  });

  for (const [word, code] of [
    ['expired_token', 'sign-in-expired'],
    ['authorization_declined', 'sign-in-declined'],
    ['invalid_grant', 'sign-in-refused'],
    ['authorization_pending', 'sign-in-expired'],
  ] as const) {
    it(`ends a sign-in by code on ${word}`, async () => {
      const { timer, transport } = await setUp((seen, response) => {
        if (seen.path.endsWith('/devicecode'))
          json(response, 200, {
            device_code: 'dev-1',
            user_code: 'A',
            verification_uri: 'https://x',
            expires_in: 60,
            interval: 5,
          });
        else
          json(response, 400, {
            error: word,
            error_description: word === 'invalid_grant' ? 'AADSTS53003: Blocked' : '',
          });
      });
      const given = { transport, host, tenantId, timer, clientId: 'a', resource: 'https://graph.microsoft.com' };
      await assert.rejects(signInByDeviceCode({ ...given, show: () => undefined }), refused(code));
    });
  }
});

describe('token source', () => {
  const setUp = (lifetime = 3_600_000) => {
    const timer = fastTimer(0);
    const asked: string[] = [];
    let fails = false;
    const source = createTokenSource(async (resource) => {
      asked.push(resource);
      await timer.sleep(10);
      if (fails) throw new ConnectorError('unavailable', { service: 'login', call: 'POST token' });
      return { value: `${resource} ${asked.length}`, expiresAt: timer.now() + lifetime };
    }, timer.now);
    return { timer, asked, source, fail: (value: boolean) => (fails = value) };
  };

  it('asks once however many calls need it, and per resource', async () => {
    const { source, asked } = setUp();
    await Promise.all([...Array.from({ length: 20 }, () => source.token('a')), source.token('b')]);
    assert.deepEqual(asked, ['a', 'b']);
  });

  it('renews five minutes before the end, half-way for short ones', async () => {
    for (const [lifetime, until] of [
      [3_600_000, 3_300_000],
      [60_000, 30_000],
    ] as const) {
      const { source, asked, timer } = setUp(lifetime);
      await source.token('a');
      await timer.sleep(until - 100);
      await source.token('a');
      assert.equal(asked.length, 1);
      await timer.sleep(200);
      await Promise.all([source.token('a'), source.token('a')]);
      assert.equal(asked.length, 2);
    }
  });

  it('uses the old token while an early renewal fails, and no longer than it lives', async () => {
    const { source, asked, timer, fail } = setUp();
    const { value } = await source.token('a');
    await timer.sleep(3_400_000);
    fail(true);
    assert.equal((await source.token('a')).value, value);
    await timer.sleep(200_000);
    await assert.rejects(source.token('a'), refused('unavailable'));
    fail(false);
    assert.equal((await source.token('a')).value, 'a 4');
    assert.equal(asked.length, 4);
  });

  it('forgets a refused token once, not the one that replaced it', async () => {
    const { source, asked } = setUp();
    const token = await source.token('a');
    source.refuse('a', token);
    const replacement = await source.token('a');
    source.refuse('a', token);
    assert.equal((await source.token('a')).value, replacement.value);
    assert.equal(asked.length, 2);
  });
});

describe('clouds', () => {
  it('name a host for each service, and none of them for two clouds apart from GCC', () => {
    const { commercial, gcc, ...others } = cloudHosts;
    assert.deepEqual(
      { ...gcc, managementActivity: '', managementActivityResource: '' },
      { ...commercial, managementActivity: '', managementActivityResource: '' },
    );
    for (const cloud of Object.values(others))
      for (const name of ['login', 'graph', 'exchange', 'compliance', 'sharepoint'] as const)
        assert.notEqual(cloud[name], commercial[name]);
  });
});
