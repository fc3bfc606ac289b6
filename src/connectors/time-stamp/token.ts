import { createHash } from 'node:crypto';
import { Certificate, ContentInfo, SignedData, TSTInfo, TimeStampResp } from 'pkijs';
import { WardlineError } from '../../core/errors.ts';

/** What a verified time-stamp says: this text was there at that time. */
export interface TimeStamp {
  /** ISO 8601 UTC. */
  at: string;
  /** Number that the authority gave it, hexadecimal. */
  serial: string;
  /** The policy under which it was made, as an object identifier. */
  policy: string;
}

const signedDataType = '1.2.840.113549.1.7.2';
const timeStampInfo = '1.2.840.113549.1.9.16.1.4';
const extendedKeyUsage = '2.5.29.37';
const timeStamping = '1.3.6.1.5.5.7.3.8';
const sha256 = '2.16.840.1.101.3.4.2.1';
/** Granted, and granted with changes. */
const granted: ReadonlySet<number> = new Set([0, 1]);
/** The attributes that bind the certificate of the signer: RFC 2634 with SHA-1, RFC 5816 with others. */
const signingCertificates: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.9.16.2.12': 'sha1',
  '1.2.840.113549.1.9.16.2.47': 'sha256',
};

/** The token in an authority's answer (RFC 3161 §2.4.2), unverified. Throws `bad-input` when it refused or said nothing known. */
export function tokenIn(answer: Buffer): Buffer {
  let response: TimeStampResp;
  try {
    response = TimeStampResp.fromBER(answer);
  } catch {
    throw invalid('the answer is none');
  }
  if (!granted.has(response.status.status) || !response.timeStampToken)
    throw invalid(`the authority refused (status ${response.status.status})`);
  return Buffer.from(response.timeStampToken.toSchema().toBER(false));
}

/**
 * Verifies a token: it is about this text, answers this question, is signed by a certificate for time-stamping alone,
 * and that leads to the given authority and was in force then. Throws `bad-input` that says what does not hold.
 * `authority`: PEM. `nonce`: when the answer has just come.
 */
export async function verifyTimeStamp(
  token: Buffer,
  given: { text: string; authority: string; nonce?: Buffer },
): Promise<TimeStamp> {
  const { signed, info } = parsed(token);
  const { messageImprint, genTime, nonce, serialNumber, policy } = info;
  const imprint = createHash('sha256').update(given.text, 'utf8').digest();
  if (
    messageImprint.hashAlgorithm.algorithmId !== sha256 ||
    !imprint.equals(Buffer.from(messageImprint.hashedMessage.valueBlock.valueHexView))
  )
    throw invalid('it is about another text');
  if (given.nonce && (!nonce || !given.nonce.equals(Buffer.from(nonce.valueBlock.valueHexView))))
    throw invalid('it answers another question');
  const signer = await signerOf(signed, given.text, given.authority, genTime);
  if (signed.signerInfos.length !== 1) throw invalid('it has more than one signature');
  checkPurpose(signer);
  checkBinding(signed, signer);
  return {
    at: genTime.toISOString(),
    serial: Buffer.from(serialNumber.valueBlock.valueHexView).toString('hex'),
    policy,
  };
}

function parsed(token: Buffer): { signed: SignedData; info: TSTInfo } {
  try {
    const content = ContentInfo.fromBER(token);
    if (content.contentType !== signedDataType) throw invalid('it is no signed message');
    const signed = new SignedData({ schema: content.content as object });
    if (signed.encapContentInfo.eContentType !== timeStampInfo) throw invalid('it is no time-stamp');
    const bytes = signed.encapContentInfo.eContent!.getValue();
    return { signed, info: TSTInfo.fromBER(bytes) };
  } catch (error) {
    throw error instanceof WardlineError ? error : invalid('it cannot be read');
  }
}

async function signerOf(signed: SignedData, text: string, authority: string, checkDate: Date): Promise<Certificate> {
  const trustedCerts = certificatesIn(authority);
  let result;
  try {
    result = await signed.verify({
      ...{ signer: 0, trustedCerts, checkDate, checkChain: true, extendedMode: true },
      data: Uint8Array.from(Buffer.from(text, 'utf8')).buffer,
    });
  } catch (error) {
    const { message = '' } = error as { message?: string };
    throw invalid(
      /chain|certificate|path|trusted|root/i.test(message)
        ? 'its certificate does not lead to the given authority, or was not in force'
        : 'its signature does not hold',
    );
  }
  if (!result.signatureVerified || !result.signerCertificate) throw invalid('its signature does not hold');
  if (!result.signerCertificateVerified)
    throw invalid('its certificate does not lead to the given authority, or was not in force');
  return result.signerCertificate;
}

/** RFC 3161 §2.3: the certificate is for time-stamping and nothing else, and says so as critical. */
function checkPurpose(signer: Certificate): void {
  const usage = signer.extensions?.find(({ extnID }) => extnID === extendedKeyUsage);
  const purposes = (usage?.parsedValue as { keyPurposes?: string[] } | undefined)?.keyPurposes ?? [];
  if (!usage?.critical || purposes.length !== 1 || purposes[0] !== timeStamping)
    throw invalid('its certificate is not for time-stamping');
}

/** RFC 5816: the signature covers which certificate it was made with. */
function checkBinding({ signerInfos }: SignedData, signer: Certificate): void {
  const raw = Buffer.from(signer.toSchema().toBER(false));
  const bound = (signerInfos[0]!.signedAttrs?.attributes ?? []).some(({ type, values }) => {
    const usual = signingCertificates[type];
    if (usual === undefined) return false;
    const [first] = below(below(values[0])[0]);
    const parts = below(first);
    const named = below(parts[0]).length > 0 ? textOf(below(parts[0])[0]) : undefined;
    const algorithm = named === undefined ? usual : hashNames[named];
    const hash = bytesOf(named === undefined ? parts[0] : parts[1]);
    return algorithm !== undefined && createHash(algorithm).update(raw).digest().equals(hash);
  });
  if (!bound) throw invalid('it does not name the certificate that it was signed with');
}

const hashNames: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** The parts of a constructed element. */
function below(element: unknown): unknown[] {
  const { value } = (element as { valueBlock?: { value?: unknown } } | undefined)?.valueBlock ?? {};
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function textOf(element: unknown): string {
  return (element as { valueBlock: { toString(): string } }).valueBlock.toString();
}

function bytesOf(element: unknown): Buffer {
  const view = (element as { valueBlock?: { valueHexView?: Uint8Array } } | undefined)?.valueBlock?.valueHexView;
  return Buffer.from(view ?? new Uint8Array());
}

/** The certificates of a PEM text. Throws `bad-input`. */
function certificatesIn(pem: string): Certificate[] {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([\w+/=\s]+)-----END CERTIFICATE-----/g)];
  try {
    const found = blocks.map(([, base64]) => Certificate.fromBER(Buffer.from(base64!, 'base64')));
    if (found.length > 0) return found;
  } catch {
    // Told below.
  }
  throw new WardlineError(
    'bad-input',
    'The file of the time-stamping authority holds no certificate in PEM.',
    'Name it in audit.anchors.timeStamp.authority.',
  );
}

function invalid(why: string): WardlineError {
  return new WardlineError(
    'bad-input',
    `The time-stamp does not hold: ${why}.`,
    'Compare the address and the certificate of the authority in wardline.yaml with what it publishes.',
  );
}
