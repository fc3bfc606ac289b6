import * as oidc from 'openid-client';

/** An identity provider that vouches for people: Microsoft Entra, or another that speaks OpenID Connect. */
export interface SingleSignOn {
  /** As the sign-in page names it. */
  name: string;
  /** Where to send the browser, and what to remember until it comes back. */
  begin(): Promise<{ url: string; pending: PendingSignOn }>;
  /** Who came back. Throws when the answer is not one to what was begun. */
  finish(url: URL, pending: PendingSignOn): Promise<SignedOn>;
}

export interface PendingSignOn {
  state: string;
  nonce: string;
  verifier: string;
}

export interface SignedOn {
  /** Issuer and subject: what does not change when an address does. */
  subject: string;
  email: string | undefined;
  /** The provider says that it asked for more than a password (`amr`, RFC 8176). */
  severalFactors: boolean;
}

/**
 * Reads the provider's description and answers for it. The code flow with PKCE; state and nonce bind the answer to the
 * browser that asked.
 */
export async function openSingleSignOn(settings: {
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirect: string;
  /** Plain HTTP, for tests on this machine alone. */
  insecure?: boolean;
}): Promise<SingleSignOn> {
  const { issuer, clientId, clientSecret, redirect, name } = settings;
  const options = settings.insecure ? { execute: [oidc.allowInsecureRequests] } : {};
  const configuration = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
  return {
    name,
    async begin() {
      const verifier = oidc.randomPKCECodeVerifier();
      const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier };
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: redirect,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: pending.state,
        nonce: pending.nonce,
      });
      return { url: url.href, pending };
    },
    async finish(url, { state, nonce, verifier }) {
      const tokens = await oidc.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const { email, email_verified: verified, amr } = claims as Record<string, unknown>;
      // Entra says nothing of verified addresses; whoever else says "not verified" is believed.
      const usable = typeof email === 'string' && verified !== false ? email.toLowerCase() : undefined;
      const methods = Array.isArray(amr) ? amr : [];
      return {
        subject: `${claims.iss} ${claims.sub}`,
        email: usable,
        severalFactors: methods.some((method) => method === 'mfa' || method === 'ngcmfa' || method === 'fido'),
      };
    },
  };
}
