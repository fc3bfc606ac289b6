import assert from 'node:assert/strict';
import { X509Certificate, constants, createHash, createPublicKey, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import { testCertificate } from '../../../test/https-server.ts';
import { clientAssertion } from './assertion.ts';
import { thumbprint } from './certificate.ts';
import { time, unsigned } from './der.ts';
import { missingRoles, rolesOf } from './roles.ts';
import type { Scope } from '../resource.ts';

describe('certificate', () => {
  it('is a self-signed X.509 certificate of an RSA key of 3072 bits', async () => {
    const { pem, privateKey } = await testCertificate();
    const certificate = new X509Certificate(pem);
    assert.equal(certificate.subject, 'CN=localhost');
    assert.equal(certificate.issuer, 'CN=localhost');
    assert.equal(certificate.ca, false);
    assert.ok(certificate.verify(certificate.publicKey));
    assert.ok(certificate.checkPrivateKey(privateKey));
    assert.equal(certificate.publicKey.asymmetricKeyType, 'rsa');
    assert.equal(certificate.publicKey.asymmetricKeyDetails?.modulusLength, 3072);
    const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000;
    assert.equal(days, 3);
    assert.ok(Date.parse(certificate.validFrom) < Date.now() - 86_000_000);
    assert.match(certificate.serialNumber, /^[4-7][0-9A-F]{31}$/);
  });

  it('has the thumbprint that Entra computes', async () => {
    const { pem } = await testCertificate();
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\n/g, ''), 'base64');
    assert.equal(thumbprint(pem), createHash('sha256').update(der).digest('base64url'));
  });

  it('writes times as RFC 5280 wants: two digits of the year until 2049', () => {
    assert.equal(time('2049-12-31T23:59:59.000Z').toString('latin1'), '\u0017\r491231235959Z');
    assert.equal(time('2050-01-01T00:00:00.000Z').toString('latin1'), '\u0018\u000f20500101000000Z');
  });

  it('writes numbers without sign', () => {
    assert.deepEqual([...unsigned(Buffer.from([0x7f]))], [2, 1, 0x7f]);
    assert.deepEqual([...unsigned(Buffer.from([0x80]))], [2, 2, 0, 0x80]);
  });
});

describe('client assertion', () => {
  it('is signed PS256 over what Entra checks, and used once', async () => {
    const certificate = await testCertificate();
    const given = {
      certificate,
      clientId: 'app-1',
      endpoint: 'https://login.microsoftonline.com/t/oauth2/v2.0/token',
      now: 1_800_000_000_500,
    };
    const parts = clientAssertion(given).split('.');
    const [header, claims] = parts.slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    assert.deepEqual(header, { alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint(certificate.pem) });
    const { jti, ...rest } = claims;
    assert.match(jti, /^[0-9a-f-]{36}$/);
    assert.deepEqual(rest, {
      aud: given.endpoint,
      iss: 'app-1',
      sub: 'app-1',
      nbf: 1_800_000_000,
      iat: 1_800_000_000,
      exp: 1_800_000_300,
    });
    const key = {
      key: createPublicKey(certificate.pem),
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 32,
    };
    assert.ok(verify('sha256', Buffer.from(`${parts[0]}.${parts[1]}`), key, Buffer.from(parts[2]!, 'base64url')));
    assert.notEqual(clientAssertion(given).split('.')[1], parts[1]);
    const [withChain] = clientAssertion({ ...given, chain: true }).split('.');
    const { x5c } = JSON.parse(Buffer.from(withChain!, 'base64url').toString());
    assert.deepEqual(x5c, [new X509Certificate(certificate.pem).raw.toString('base64')]);
  });
});

describe('roles', () => {
  const jwt = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  const scope = (role: string): Scope => ({ api: 'graph', role, registration: 'read-settings', why: '' });

  it('are read from the token', () => {
    assert.deepEqual(rolesOf(jwt({ roles: ['User.Read.All', 7] })), ['User.Read.All']);
    assert.deepEqual(rolesOf(jwt({})), []);
    for (const opaque of ['', 'opaque', 'a.b.c', jwt([1])]) assert.equal(rolesOf(opaque), undefined);
  });

  it('are compared with what is needed; a write role covers its read role and not the other way', () => {
    const token = { roles: ['User.ReadWrite.All', 'Policy.Read.All'] };
    const wanted = ['User.Read.All', 'Policy.Read.All', 'Policy.ReadWrite.Authorization', 'AuditLog.Read.All'].map(
      scope,
    );
    assert.deepEqual(
      missingRoles(token, wanted).map(({ role }) => role),
      ['Policy.ReadWrite.Authorization', 'AuditLog.Read.All'],
    );
    assert.deepEqual(missingRoles({}, wanted), []);
  });
});
