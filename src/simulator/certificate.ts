import { type KeyObject, X509Certificate, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { millis, now } from '../core/clock.ts';
import { isoTime } from './clock.ts';
import { bits, boolean, integer, octets, oid, sequence, set, tagged, time, utf8 } from './der.ts';
import { hostPatterns } from './hosts.ts';

const day = 86_400_000;

interface KeyPair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

interface CertificateRequest {
  commonName: string;
  keys: KeyPair;
  /** Absent: signed by itself. */
  issuer?: { commonName: string; privateKey: KeyObject };
  authority?: boolean;
  /** Host names and IPv4 addresses that the certificate is good for. */
  names?: readonly string[];
  validDays?: number;
  /** ISO 8601; a day ago when not given, so that clocks that run behind accept it. */
  validFrom?: string;
}

/**
 * The certificate of the simulator's HTTPS server, with an authority of its own. The authority signs this one
 * certificate and its key is then dropped: who trusts `ca` trusts the simulator's host and nobody else, ever.
 */
export function serverCertificate(): { key: string; cert: string; ca: string } {
  const authority = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const server = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const commonName = `Wardline tenant simulator ${randomBytes(4).toString('hex')}`;
  const ca = makeCertificate({ commonName, keys: authority, authority: true });
  const cert = makeCertificate({
    commonName: 'localhost',
    keys: server,
    issuer: { commonName, privateKey: authority.privateKey },
    names: [...hostPatterns, 'localhost', '127.0.0.1'],
  });
  return { key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert, ca };
}

/** An X.509 certificate in PEM. RSA keys sign with SHA-256, EC keys with ECDSA and SHA-256. */
export function makeCertificate(request: CertificateRequest): string {
  const { keys, issuer = { commonName: request.commonName, privateKey: keys.privateKey } } = request;
  const from = request.validFrom ? millis(request.validFrom) : millis(now()) - day;
  const algorithm = signatureAlgorithm(issuer.privateKey);
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    algorithm,
    name(issuer.commonName),
    sequence(time(isoTime(from)), time(isoTime(from + (request.validDays ?? 365) * day))),
    name(request.commonName),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(request))),
  );
  const signature = sign('sha256', body, issuer.privateKey);
  return new X509Certificate(sequence(body, algorithm, bits(signature))).toString();
}

function signatureAlgorithm(key: KeyObject): Buffer {
  return key.asymmetricKeyType === 'rsa'
    ? sequence(oid('1.2.840.113549.1.1.11'), tagged(0x05))
    : sequence(oid('1.2.840.10045.4.3.2'));
}

function name(commonName: string): Buffer {
  return sequence(set(sequence(oid('2.5.4.3'), utf8(commonName))));
}

function extensions({ authority = false, names = [], keys }: CertificateRequest): Buffer[] {
  const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
    sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
  const keyId = createHash('sha1')
    .update(keys.publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
  const list = [
    extension('2.5.29.19', true, authority ? sequence(boolean(true), integer(Buffer.from([0]))) : sequence()),
    extension('2.5.29.15', true, authority ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0x80]), 7)),
    extension('2.5.29.14', false, octets(keyId)),
  ];
  if (!authority)
    list.push(extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'))));
  if (names.length > 0) list.push(extension('2.5.29.17', false, sequence(...names.map(alternativeName))));
  return list;
}

function alternativeName(text: string): Buffer {
  return /^\d+(\.\d+){3}$/.test(text)
    ? tagged(0x87, Buffer.from(text.split('.').map(Number)))
    : tagged(0x82, Buffer.from(text, 'ascii'));
}
