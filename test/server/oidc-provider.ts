import assert from 'node:assert/strict';
import {
  type KeyObject,
  createHash,
  createHmac,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import type { HostMap } from '../../src/connectors/http/hosts.ts';
import { type Seen, json, startServer } from '../https-server.ts';

/** A person as Microsoft Entra describes one in an ID token. */
export interface Person {
  oid: string;
  sub: string;
  tid: string;
  email?: string;
  email_verified?: boolean;
  amr?: readonly string[];
}

/** What the provider does wrong on purpose, once for each sign-in. */
export interface Spoilt {
  /** Changes the claims of the ID token before it is signed. */
  claims?: (claims: Record<string, unknown>) => Record<string, unknown>;
  /** `none`: no signature; `HS256`: signed by the public key as if it were a secret; `foreign`: by a key of somebody else. */
  signature?: 'none' | 'HS256' | 'foreign' | 'altered';
  /** Gives another ID token than the one that belongs to the code. */
  idToken?: string;
}

export interface OidcProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  hostMap: HostMap;
  seen: Seen[];
  spoilt: Spoilt;
  /** The last ID token that was given out. */
  lastIdToken: string;
  /** What the description says in place of the truth. */
  description: Record<string, unknown>;
  /** The person signs in at this address: the query with which the browser comes back. */
  signIn(url: string, person: Person): string;
  /** From now on another key signs; the old one is no longer published. */
  rotate(): void;
  down: boolean;
  close(): Promise<void>;
}

interface Key {
  kid: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const newKey = (): Key => ({ kid: randomUUID(), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) });
const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An OpenID provider over real HTTPS that answers at Microsoft's host names, for one tenant. */
export async function startOidcProvider(tenant: string): Promise<OidcProvider> {
  const issuer = `https://login.microsoftonline.com/${tenant}/v2.0`;
  const base = `https://login.microsoftonline.com/${tenant}`;
  const [clientId, clientSecret] = [randomUUID(), randomBytes(24).toString('base64url')];
  const codes = new Map<string, { challenge: string; redirect: string; nonce: string; person: Person }>();
  const foreign = newKey();
  let key = newKey();

  function idToken(person: Person, nonce: string): string {
    const now = Math.floor(Date.now() / 1_000);
    const { signature, claims: change } = provider.spoilt;
    const claims = { iss: issuer, aud: clientId, iat: now, nbf: now, exp: now + 3_600, nonce, ...person };
    const alg = signature === 'none' || signature === 'HS256' ? signature : 'RS256';
    const text = `${coded({ typ: 'JWT', alg, kid: key.kid })}.${coded(change ? change(claims) : claims)}`;
    const content = Buffer.from(text);
    if (signature === 'none') return `${text}.`;
    if (signature === 'HS256') {
      const pem = key.publicKey.export({ type: 'spki', format: 'pem' });
      return `${text}.${createHmac('sha256', pem).update(content).digest('base64url')}`;
    }
    const signed = sign('sha256', content, (signature === 'foreign' ? foreign : key).privateKey).toString('base64url');
    if (signature !== 'altered') return `${text}.${signed}`;
    const [head, body] = text.split('.') as [string, string];
    const read = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    return `${head}.${coded({ ...read, oid: randomUUID() })}.${signed}`;
  }

  /** The token endpoint: RFC 6749 4.1.3 and RFC 7636 4.6. */
  function token({ body, headers }: Seen): [number, object] {
    const given = new URLSearchParams(body);
    const code = codes.get(given.get('code') ?? '');
    const refused = (error: string): [number, object] => [400, { error }];
    if (given.get('client_id') !== clientId || given.get('client_secret') !== clientSecret)
      return [401, { error: 'invalid_client' }];
    if (!code) return refused('invalid_grant');
    codes.delete(given.get('code')!);
    const challenge = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge !== code.challenge || given.get('redirect_uri') !== code.redirect) return refused('invalid_grant');
    assert.match(String(headers['content-type']), /^application\/x-www-form-urlencoded/);
    provider.lastIdToken = provider.spoilt.idToken ?? idToken(code.person, code.nonce);
    return [200, { access_token: 'not-used', token_type: 'Bearer', expires_in: 3_600, id_token: provider.lastIdToken }];
  }

  const server = await startServer((request, response) => {
    if (provider.down) return json(response, 503, {});
    const { pathname } = new URL(request.path, base);
    if (pathname.endsWith('/.well-known/openid-configuration'))
      return json(response, 200, {
        issuer,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
        response_types_supported: ['code', 'id_token'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
        ...provider.description,
      });
    if (pathname.endsWith('/keys')) {
      const { kty, n, e } = key.publicKey.export({ format: 'jwk' });
      return json(response, 200, { keys: [{ kty, n, e, use: 'sig', kid: key.kid }] });
    }
    if (pathname.endsWith('/token') && request.method === 'POST') return json(response, ...token(request));
    return json(response, 404, {});
  });

  const provider: OidcProvider = {
    ...{ issuer, clientId, clientSecret, hostMap: server.hostMap, seen: server.seen },
    ...{ spoilt: {}, lastIdToken: '', description: {}, down: false },
    signIn(url, person) {
      const { origin, pathname, searchParams: asked } = new URL(url);
      assert.equal(origin + pathname, `${base}/oauth2/v2.0/authorize`);
      assert.equal(asked.get('client_id'), clientId);
      assert.equal(asked.get('response_type'), 'code');
      assert.equal(asked.get('code_challenge_method'), 'S256');
      assert.equal(asked.get('client_secret'), null);
      for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(asked.get(name)!.length >= 43, name);
      const code = randomBytes(24).toString('base64url');
      const [challenge, redirect, nonce] = ['code_challenge', 'redirect_uri', 'nonce'].map((name) => asked.get(name)!);
      codes.set(code, { challenge: challenge!, redirect: redirect!, nonce: nonce!, person });
      return `?${new URLSearchParams({ code, state: asked.get('state')! }).toString()}`;
    },
    rotate: () => void (key = newKey()),
    close: server.close,
  };
  return provider;
}
