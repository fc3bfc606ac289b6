import { X509Certificate, createHash } from 'node:crypto';
import type { Tlsa } from './network.ts';
import type { TlsSession } from './session.ts';

/**
 * True when a TLSA record fits what the server showed: the certificate itself (usage 3) or an authority in its chain
 * (usage 2). Mail uses no other usages (RFC 7672 §3.1.3); they are left out.
 */
export function daneMatches(records: readonly Tlsa[], certificate: TlsSession['certificate']): boolean {
  return records.some(({ usage, selector, match, data }) => {
    const shown = usage === 3 ? [certificate.raw] : usage === 2 ? chainOf(certificate) : [];
    return shown.some((raw) => digest(selector === 1 ? publicKeyOf(raw) : raw, match)?.equals(data));
  });
}

/** Whether any record is of a kind that mail uses. */
export function usable(records: readonly Tlsa[]): boolean {
  return records.some(({ usage, selector, match }) => (usage === 2 || usage === 3) && selector <= 1 && match <= 2);
}

function digest(raw: Buffer, match: number): Buffer | undefined {
  if (match === 0) return raw;
  if (match === 1) return createHash('sha256').update(raw).digest();
  if (match === 2) return createHash('sha512').update(raw).digest();
  return undefined;
}

function publicKeyOf(raw: Buffer): Buffer {
  return new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
}

/** The issuers, without the certificate itself. A root names itself as its issuer. */
function chainOf(certificate: TlsSession['certificate']): Buffer[] {
  const found: Buffer[] = [];
  const longest = 10;
  for (let at = certificate.issuerCertificate; at?.raw && found.length < longest; at = at.issuerCertificate) {
    if (found.some((raw) => raw.equals(at.raw))) break;
    found.push(at.raw);
  }
  return found;
}
