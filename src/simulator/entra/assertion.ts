import { X509Certificate, constants, createHash, verify } from 'node:crypto';
import { millis, now as realNow } from '../../core/clock.ts';
import { isPlainObject, plainText } from '../../core/shape.ts';
import { cloudHosts } from '../hosts.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import { SignInError } from './errors.ts';

/** Entra tolerates clocks that are off by so much. */
const tolerance = 300;
/** The longest life of an assertion, in seconds. Entra asks for 5 to 10 minutes: assumption assertion-lifetime. */
const longestLife = 600;

/**
 * Checks a client assertion as the token endpoint does: the key is one of the app's certificates, the signature is
 * its own, it is meant for this tenant's endpoint, comes from the app, is valid now and was not used before.
 */
export function verifyAssertion(world: World, tenant: Tenant, application: Entity, assertion: string): void {
  const appId = String(application['appId']);
  const parts = assertion.split('.');
  const header = parts.length === 3 ? parsed(parts[0]!) : undefined;
  const claims = parts.length === 3 ? parsed(parts[1]!) : undefined;
  if (!header || !claims) throw new SignInError(50027, 'JWT token is invalid or malformed.');
  if (header['alg'] !== 'PS256' && header['alg'] !== 'RS256')
    throw new SignInError(50027, `JWT token is invalid: the algorithm ${String(header['alg'])} is not accepted.`);

  const certificate = certificateOf(application, header);
  const keyUsed = plainText(header['x5t#S256'] ?? header['x5t'] ?? '');
  if (!certificate)
    throw new SignInError(
      700027,
      `Client assertion failed signature validation. [Reason - The key was not found., Thumbprint of key used by client: '${keyUsed}']`,
    );
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`, 'ascii');
  const key =
    header['alg'] === 'PS256'
      ? { key: certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
      : { key: certificate.publicKey, padding: constants.RSA_PKCS1_PADDING };
  if (!verify('sha256', signed, key, Buffer.from(parts[2]!, 'base64url')))
    throw new SignInError(
      700027,
      `Client assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value., Thumbprint of key used by client: '${keyUsed}']`,
    );

  const now = (world.clock.now() + world.skew.login) / 1000;
  const real = (millis(realNow()) + world.skew.login) / 1000;
  if (certificate.validToDate.getTime() / 1000 < now)
    throw new SignInError(700027, 'Client assertion failed signature validation. [Reason - The key used is expired.]');
  if (claims['iss'] !== appId || claims['sub'] !== appId)
    throw new SignInError(
      700021,
      "Client assertion application identifier doesn't match 'client_id' parameter: issuer and subject must both be it.",
    );
  if (!audiences(tenant).includes(String(claims['aud'])))
    throw new SignInError(
      700023,
      `Client assertion audience claim does not match Realm issuer. [Audience: '${String(claims['aud'])}']`,
    );
  checkTimes(claims, [now, real]);
  checkReplay(world, appId, claims, now);
}

/**
 * A client may live by the simulator's clock or by its own: after the clock was moved, an assertion made by either is
 * good.
 */
function checkTimes(claims: Record<string, unknown>, clocks: readonly number[]): void {
  const { exp, nbf } = claims;
  if (typeof exp !== 'number')
    throw new SignInError(50027, "JWT token is invalid or malformed: the claim 'exp' is missing.");
  const from = typeof nbf === 'number' ? nbf : typeof claims['iat'] === 'number' ? claims['iat'] : undefined;
  if (from === undefined)
    throw new SignInError(50027, "JWT token is invalid or malformed: 'nbf' and 'iat' are both missing.");
  if (clocks.every((now) => now > exp + tolerance || now < from - tolerance))
    throw new SignInError(
      700024,
      `Client assertion is not within its valid time range. Current time: ${Math.floor(clocks[0]!)}, assertion valid from ${from}, expiry time of assertion ${exp}.`,
    );
  if (exp - from > longestLife)
    throw new SignInError(
      700024,
      `Client assertion is not within its valid time range: it lives ${exp - from} seconds.`,
    );
}

function checkReplay(world: World, appId: string, claims: Record<string, unknown>, now: number): void {
  const { jti, exp } = claims;
  if (typeof jti !== 'string' || jti === '')
    throw new SignInError(50027, "JWT token is invalid or malformed: the claim 'jti' is missing.");
  const id = `${appId} ${jti}`;
  for (const [used, until] of world.usedAssertions) if (until < now) world.usedAssertions.delete(used);
  // Which number the real endpoint gives, and whether it looks at all: assumption assertion-replay.
  if (world.usedAssertions.has(id)) throw new SignInError(50027, 'JWT token is invalid: it was used before.');
  world.usedAssertions.set(id, Number(exp) + tolerance);
}

/** The tenant's token endpoints by id and by domain, of both versions. */
function audiences(tenant: Tenant): string[] {
  return cloudHosts[tenant.cloud].login.flatMap((host) =>
    [tenant.id, ...tenant.domains].flatMap((name) => [
      `https://${host}/${name}/oauth2/v2.0/token`,
      `https://${host}/${name}/oauth2/token`,
      `https://${host}/${name}/v2.0`,
    ]),
  );
}

function certificateOf(application: Entity, header: Record<string, unknown>): X509Certificate | undefined {
  const credentials = (application['keyCredentials'] ?? []) as Entity[];
  for (const { key } of credentials) {
    if (typeof key !== 'string') continue;
    const certificate = new X509Certificate(Buffer.from(key, 'base64'));
    const thumbprint = (algorithm: string): string => createHash(algorithm).update(certificate.raw).digest('base64url');
    if (
      header['x5t#S256'] === undefined
        ? header['x5t'] === thumbprint('sha1')
        : header['x5t#S256'] === thumbprint('sha256')
    )
      return certificate;
  }
  return undefined;
}

function parsed(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isPlainObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
