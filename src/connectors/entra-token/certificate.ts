import { type KeyObject, X509Certificate, createHash, generateKeyPair, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { millis } from '../../core/clock.ts';
import {
  bitString,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  time,
  unsigned,
  utf8,
  yes,
} from './der.ts';

/** What an app registration signs in with. */
export interface Certificate {
  /** The public certificate, for the app registration. */
  pem: string;
  privateKey: KeyObject;
}

/**
 * Makes an RSA key of 3072 bits and a self-signed X.509 certificate (SHA-256, key usage digital signature), valid
 * from a day before `from` so that a slow clock on the other side does not refuse it. `from` is ISO 8601 UTC.
 */
export async function createCertificate(given: { name: string; from: string; days: number }): Promise<Certificate> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 3072 });
  const algorithm = sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing);
  const name = sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8(given.name))));
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(
    tagged(0, unsigned(Buffer.from([2]))),
    unsigned(serialNumber()),
    algorithm,
    name,
    sequence(time(daysAfter(given.from, -1)), time(daysAfter(given.from, given.days))),
    name,
    publicInfo,
    tagged(3, sequence(...extensions(publicInfo))),
  );
  const der = sequence(body, algorithm, bitString(sign('sha256', body, privateKey)));
  const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
  return { pem, privateKey };
}

/** 16 random bytes, positive and not zero. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes;
}

function extensions(publicInfo: Buffer): Buffer[] {
  const keyId = createHash('sha256').update(publicInfo).digest().subarray(0, 20);
  return [
    sequence(objectIdentifier('2.5.29.19'), yes, octetString(sequence())),
    sequence(objectIdentifier('2.5.29.15'), yes, octetString(bitString(Buffer.from([0x80]), 7))),
    sequence(objectIdentifier('2.5.29.14'), octetString(octetString(keyId))),
  ];
}

function daysAfter(moment: string, days: number): string {
  // oxlint-disable-next-line no-restricted-globals -- shifts a given moment; the time is not read
  return new Date(millis(moment) + days * 86_400_000).toISOString();
}

/** Base64url of the SHA-256 of the DER form: `x5t#S256` of an assertion, and the thumbprint that Entra shows. */
export function thumbprint(pem: string): string {
  return createHash('sha256').update(new X509Certificate(pem).raw).digest('base64url');
}
