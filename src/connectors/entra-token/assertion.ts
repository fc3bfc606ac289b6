import { X509Certificate, constants, randomUUID, sign } from 'node:crypto';
import { type Certificate, thumbprint } from './certificate.ts';

/**
 * Builds the client assertion of a certificate: a JWT signed PS256 with the certificate's SHA-256 thumbprint, for one
 * token endpoint, valid for 5 minutes from `now` (milliseconds since 1970), with an ID that is used once.
 * `chain` adds the certificate itself (`x5c`), which only registrations by subject name need.
 */
export function clientAssertion(given: {
  certificate: Certificate;
  clientId: string;
  endpoint: string;
  now: number;
  chain?: boolean;
}): string {
  const { certificate, clientId, endpoint } = given;
  const seconds = Math.floor(given.now / 1000);
  const header = {
    alg: 'PS256',
    typ: 'JWT',
    'x5t#S256': thumbprint(certificate.pem),
    ...(given.chain ? { x5c: [new X509Certificate(certificate.pem).raw.toString('base64')] } : {}),
  };
  const claims = {
    aud: endpoint,
    iss: clientId,
    sub: clientId,
    jti: randomUUID(),
    nbf: seconds,
    iat: seconds,
    exp: seconds + 300,
  };
  const signed = `${encode(header)}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), {
    key: certificate.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return `${signed}.${signature.toString('base64url')}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
