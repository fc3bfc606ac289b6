/** Methods that the built-in strength "Phishing-resistant MFA" takes, as registration reports name them. */
export const phishingResistantMethods: ReadonlySet<string> = new Set([
  'fido2SecurityKey',
  'passKeyDeviceBound',
  'passKeyDeviceBoundAuthenticator',
  'passKeyDeviceBoundWindowsHello',
  'passKeySynced',
  'windowsHelloForBusiness',
  'x509Certificate',
  'x509CertificateMultiFactor',
]);
