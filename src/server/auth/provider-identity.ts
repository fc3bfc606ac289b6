/** Hosts of Microsoft Entra: worldwide, US government, China. */
const microsoft = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
]);

const tenantIssuer = /^\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/v2\.0$/i;

export function isMicrosoft(issuer: string): boolean {
  return microsoft.has(new URL(issuer).hostname);
}

/**
 * Why an issuer cannot be used; undefined when it can. At Microsoft `common` and `organizations` stand for every tenant
 * there is, and a mail address that an administrator of another tenant wrote down would be as good as ours.
 */
export function issuerFault(issuer: string): string | undefined {
  if (!isMicrosoft(issuer) || tenantIssuer.test(new URL(issuer).pathname)) return undefined;
  return 'names no single tenant of Microsoft Entra: write https://login.microsoftonline.com/TENANT-ID/v2.0 with the ID of your tenant';
}

/**
 * Who an ID token is about, in a form that never changes and is never given to somebody else: at Microsoft the tenant
 * and the object there, elsewhere the subject. A mail address is no identity: who runs a directory writes any into it
 * (https://learn.microsoft.com/entra/identity-platform/claims-validation).
 *
 * `microsoft` is the issuer where it is Microsoft. Throws for a token that names nobody, or somebody of another tenant.
 */
export function identityIn(claims: Readonly<Record<string, unknown>>, microsoft: string | undefined): string {
  const { iss, sub, tid, oid } = claims;
  if (microsoft === undefined) {
    if (typeof iss === 'string' && typeof sub === 'string' && sub !== '') return `${iss} ${sub}`;
    throw new Error('The token names nobody.');
  }
  const tenant = tenantIssuer.exec(new URL(microsoft).pathname)?.[1];
  if (typeof tid !== 'string' || tid.toLowerCase() !== tenant?.toLowerCase())
    throw new Error('The token is of another tenant.');
  if (typeof oid !== 'string' || oid === '') throw new Error('The token names nobody.');
  return `${microsoft} object ${oid.toLowerCase()}`;
}
