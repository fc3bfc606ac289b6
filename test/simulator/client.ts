import { type KeyObject, constants, createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { Agent, request as httpsRequest } from 'node:https';
import { X509Certificate } from 'node:crypto';
import { makeCertificate } from '../../src/simulator/certificate.ts';
import type { RegistrationRequest } from '../../src/simulator/entra/registrations.ts';
import type { Simulator } from '../../src/simulator/start.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
  json: Json;
}

// Bodies of other people's APIs: each test says what it expects of them.
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

export interface Call {
  method?: string;
  token?: string | undefined;
  headers?: Record<string, string>;
  body?: unknown;
}

const agents = new WeakMap<Simulator, Agent>();

/** A request to one of Microsoft's hosts, sent to where the simulator's map says. */
export function call(simulator: Simulator, url: string, given: Call = {}): Promise<Answer> {
  const { hostname, pathname, search } = new URL(url);
  const to = address(simulator, hostname);
  const body = bodyOf(given.body);
  let agent = agents.get(simulator);
  if (!agent) agents.set(simulator, (agent = new Agent({ keepAlive: true, ca: simulator.ca })));
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      {
        host: '127.0.0.1',
        port: to,
        servername: hostname === '127.0.0.1' ? 'localhost' : hostname,
        agent,
        method: given.method ?? 'GET',
        path: pathname + search,
        headers: {
          host: hostname,
          ...(given.token && { authorization: `Bearer ${given.token}` }),
          ...(typeof given.body === 'object' && { 'content-type': 'application/json' }),
          ...(body && { 'content-length': body.length }),
          ...given.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Answer['headers'],
            text,
            json: parsed(text),
          });
        });
        response.on('close', () => {
          if (!response.complete) reject(new Error('the answer ended early'));
        });
      },
    );
    request.on('error', reject);
    if (body) request.write(body);
    request.end();
  });
}

function address(simulator: Simulator, host: string): number {
  const pattern = Object.keys(simulator.hostMap).find((known) =>
    known.startsWith('*') ? host.endsWith(known.slice(1)) : known === host,
  );
  const to = pattern ? simulator.hostMap[pattern]! : simulator.url.replace('https://', '');
  return Number(to.split(':')[1]);
}

function bodyOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (body instanceof URLSearchParams) return Buffer.from(body.toString());
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface Key {
  pem: string;
  privateKey: KeyObject;
}

export function makeKey(validDays = 365, validFrom?: string): Key {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = makeCertificate({ commonName: 'wardline test', keys, validDays, ...(validFrom && { validFrom }) });
  return { pem, privateKey: keys.privateKey };
}

/** One key for all tests that do not test keys: making one takes time. */
export const testKey: Key = makeKey();

export interface AssertionParts {
  alg?: string;
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  /** Signs with another key than the header names. */
  signWith?: KeyObject;
}

/** A client assertion by this test's own hand: nothing of it comes from the product. */
export function assertion(
  simulator: Simulator,
  tenant: string,
  appId: string,
  key: Key,
  parts: AssertionParts = {},
): string {
  const now = Math.floor(Date.parse(simulator.control.clock.now()) / 1000);
  const alg = parts.alg ?? 'PS256';
  const raw = new X509Certificate(key.pem).raw;
  const thumbprint = (hash: string): string => createHash(hash).update(raw).digest('base64url');
  const header = {
    alg,
    typ: 'JWT',
    ...(alg === 'PS256' ? { 'x5t#S256': thumbprint('sha256') } : { x5t: thumbprint('sha1') }),
    ...parts.header,
  };
  const claims = {
    aud: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    iss: appId,
    sub: appId,
    jti: randomUUID(),
    nbf: now,
    iat: now,
    exp: now + 300,
    ...parts.claims,
  };
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode(header)}.${encode(claims)}`;
  const privateKey = parts.signWith ?? key.privateKey;
  const signature = sign(
    'sha256',
    Buffer.from(content),
    alg === 'PS256'
      ? { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
      : { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
  );
  return `${content}.${signature.toString('base64url')}`;
}

export function tokenCall(simulator: Simulator, tenant: string, form: Record<string, string>): Promise<Answer> {
  return call(simulator, `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  });
}

export function credentials(
  simulator: Simulator,
  tenant: string,
  appId: string,
  key: Key,
  scope: string,
  parts?: AssertionParts,
): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: appId,
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion(simulator, tenant, appId, key, parts),
  };
}

export const scopes = {
  graph: 'https://graph.microsoft.com/.default',
  exchange: 'https://outlook.office365.com/.default',
  compliance: 'https://ps.compliance.protection.outlook.com/.default',
  teams: '48ac35b8-9aa8-4d74-927d-1f4a14a0b239/.default',
  azure: 'https://management.azure.com/.default',
  activity: 'https://manage.office.com/.default',
} as const;

/** Registers an app with the test key and gets it a token. */
export async function signedIn(
  simulator: Simulator,
  tenant: string,
  scope: string,
  request: Partial<RegistrationRequest>,
): Promise<{ token: string; appId: string }> {
  const { appId } = simulator.control.registerApp(tenant, {
    displayName: 'Wardline test',
    certificates: [testKey.pem],
    ...request,
  });
  return { token: await tokenOf(simulator, tenant, appId, scope), appId };
}

export async function tokenOf(simulator: Simulator, tenant: string, appId: string, scope: string): Promise<string> {
  const answer = await tokenCall(simulator, tenant, credentials(simulator, tenant, appId, testKey, scope));
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json.access_token as string;
}

/** The claims of a token, unchecked. */
export function claimsOf(token: string): Json {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8'));
}

export const graph = (path: string): string => `https://graph.microsoft.com/v1.0${path}`;
export const beta = (path: string): string => `https://graph.microsoft.com/beta${path}`;
