import { createHash, randomBytes } from 'node:crypto';
import { nothing, objectIdentifier, octetString, sequence, unsigned, yes } from '../entra-token/der.ts';
import { createPoster, isOutcome } from '../outbound/post.ts';
import { ConnectorError } from '../http/errors.ts';

const sha256 = '2.16.840.1.101.3.4.2.1';

/** A question to a time-stamping authority (RFC 3161 §2.4.1) about the SHA-256 of a text, with its certificate wanted. */
export function timeStampRequest(text: string, nonce: Buffer): Buffer {
  const imprint = createHash('sha256').update(text, 'utf8').digest();
  return sequence(
    unsigned(Buffer.from([1])),
    sequence(sequence(objectIdentifier(sha256), nothing), octetString(imprint)),
    unsigned(nonce),
    yes,
  );
}

/** Eight bytes that no answer to another question has. The first is no zero, so that the number keeps its length. */
export function freshNonce(): Buffer {
  const nonce = randomBytes(8);
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  return nonce;
}

/** Sends the question over https. Gives the answer as it came, unverified. Throws a ConnectorError. */
export async function askTimeStamp(
  options: { url: string; allowPrivate: boolean; ca?: string },
  request: Buffer,
): Promise<Buffer> {
  const poster = createPoster({ ...options, name: 'the time-stamping authority' });
  const failed = (code: 'unavailable' | 'bad-request' | 'unexpected-shape', detail: string, status?: number) =>
    new ConnectorError(code, {
      ...{ service: 'receiver', call: 'time-stamp', detail },
      ...(status !== undefined && { status }),
      hint: 'Check audit.anchors.timeStamp in wardline.yaml; the next run tries again.',
    });
  try {
    const answer = await poster.post({
      body: request,
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    });
    if (isOutcome(answer)) throw failed('unavailable', answer.why);
    const { status, headers, body } = answer;
    if (status >= 500 || status === 429) throw failed('unavailable', '', status);
    if (status !== 200) throw failed('bad-request', '', status);
    if (!/^application\/timestamp-reply/i.test(String(headers['content-type'])))
      throw failed('unexpected-shape', 'What came is no time-stamp.');
    return Buffer.from(body);
  } finally {
    poster.close();
  }
}
