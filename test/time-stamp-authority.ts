import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { testCertificate } from './https-server.ts';
import { testFolder } from './store/harness.ts';

/** Why there is no authority here; undefined where OpenSSL is installed. */
export function noOpenssl(): string | undefined {
  return spawnSync('openssl', ['version']).status === 0 ? undefined : 'needs openssl, which is not installed';
}

export interface TimeStampAuthority {
  /** Answers a question in DER, as RFC 3161 §2.4.2 has it. */
  answer(request: Buffer): Buffer;
  /** A token by a certificate of the same authority for something else; `bound`: it names its certificate. */
  tokenFor(request: Buffer, purpose: string, bound: boolean): Buffer;
  /** PEM of the root that its certificates lead to. */
  authority: string;
}

/** An authority by OpenSSL (`openssl ts`) with a root and a certificate of its own. */
export function opensslAuthority(): TimeStampAuthority {
  const folder = testFolder();
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  writeFileSync(
    at('openssl.cnf'),
    `[tsa]
default_tsa = tsa1
[tsa1]
serial = ${at('serial')}
crypto_device = builtin
signer_cert = ${at('tsa.pem')}
signer_key = ${at('tsa.key')}
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[req]
distinguished_name = dn
[dn]
`,
  );
  const config = ['-config', 'openssl.cnf'];
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test time root',
    '-extensions',
    'ca',
    ...config,
  );
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'tsa.key',
    '-out',
    'tsa.csr',
    '-subj',
    '/CN=Test time authority',
    ...config,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    'tsa.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'tsa.pem',
    '-days',
    '2',
    '-extfile',
    'openssl.cnf',
    '-extensions',
    'leaf',
  );
  writeFileSync(at('serial'), '01');
  const answer = (request: Buffer, ...how: string[]) => {
    writeFileSync(at('question.tsq'), request);
    openssl(
      'ts',
      '-reply',
      '-config',
      'openssl.cnf',
      '-section',
      'tsa1',
      '-queryfile',
      'question.tsq',
      '-out',
      'answer.tsr',
      ...how,
    );
    return readFileSync(at('answer.tsr'));
  };
  return {
    authority: readFileSync(at('ca.pem'), 'utf8'),
    answer: (request) => answer(request),
    tokenFor(request, purpose, bound) {
      // First: a time-stamp from the second before the certificate began would not hold.
      writeFileSync(at('other.cnf'), `[leaf]\nbasicConstraints = critical,CA:FALSE\nextendedKeyUsage = ${purpose}\n`);
      openssl(
        'x509',
        '-req',
        '-in',
        'tsa.csr',
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-out',
        'other.pem',
        '-days',
        '2',
        '-extfile',
        'other.cnf',
        '-extensions',
        'leaf',
      );
      answer(request, '-token_out');
      openssl('cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'answer.tsr', '-out', 'info.der');
      const signer = ['-signer', 'other.pem', '-inkey', 'tsa.key', '-md', 'sha256', ...(bound ? ['-cades'] : [])];
      openssl(
        'cms',
        '-sign',
        '-binary',
        '-nodetach',
        '-econtent_type',
        '1.2.840.113549.1.9.16.1.4',
        '-outform',
        'DER',
        '-in',
        'info.der',
        '-out',
        'token.der',
        ...signer,
      );
      return readFileSync(at('token.der'));
    },
  };
}

/** Serves answers over https on this machine. `answer` may be changed while it runs. */
export async function serveTimeStamps(
  answer: (request: Buffer) => Buffer | number,
): Promise<{ url: string; ca: string; close(): Promise<void> }> {
  const { pem, privateKey } = await testCertificate();
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const server = https.createServer({ cert: pem, key }, (request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const given = answer(Buffer.concat(pieces));
      response.writeHead(typeof given === 'number' ? given : 200, { 'content-type': 'application/timestamp-reply' });
      response.end(typeof given === 'number' ? '' : given);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/tsa`,
    ca: pem,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
