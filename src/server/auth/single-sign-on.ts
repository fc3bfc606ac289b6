import * as oidc from 'openid-client';
import { millis } from '../../core/clock.ts';
import { identityIn, isMicrosoft } from './provider-identity.ts';

export interface SingleSignOnSettings {
  /** As the button on the sign-in page names it. */
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** An identity provider that vouches for people: Microsoft Entra, or another that speaks OpenID Connect. */
export interface SingleSignOn extends Omit<SingleSignOnSettings, 'clientSecret'> {
  /** The address that the provider sends people back to; it is registered there. */
  redirect: string;
  /** Where to send the browser, and what to remember until it comes back. `choose`: the person picks the account anew. */
  begin(choose: boolean): Promise<{ url: string; pending: PendingSignOn }>;
  /** Who came back, by the query of the address. Throws when it is no answer to what was begun. */
  finish(query: string, pending: PendingSignOn): Promise<SignedOn>;
  /** Where people end their session at the provider; undefined when it names no such page. */
  signOutPage(): Promise<string | undefined>;
  /** Reads description and keys anew. Throws when the provider cannot be used. */
  check(): Promise<{ keys: number }>;
}

export interface PendingSignOn {
  state: string;
  nonce: string;
  verifier: string;
}

export interface SignedOn {
  /** Issuer and the provider's own id of the person: what does not change when an address does. */
  subject: string;
  /** The provider says that it asked for more than a password (`amr`, RFC 8176). */
  severalFactors: boolean;
}

/** Milliseconds for which the provider's description is believed; its addresses seldom change. */
const lasts = 3_600_000;

/**
 * The code flow with PKCE; state and nonce bind the answer to the browser that asked, and the signature of the ID token
 * is checked although it comes straight from the provider. Nothing is asked of the provider before somebody signs in, so
 * that one which is down keeps nobody from the other ways in.
 */
export function singleSignOn(
  { name, issuer, clientId, clientSecret }: SingleSignOnSettings,
  { redirect, fetch, now }: { redirect: string; fetch: oidc.CustomFetch; now(): string },
): SingleSignOn {
  let kept: { at: number; configuration: oidc.Configuration } | undefined;

  async function described(): Promise<oidc.Configuration> {
    const configuration = await oidc.discovery(
      new URL(issuer),
      clientId,
      { [oidc.clockTolerance]: 60 },
      authentication(clientSecret),
      { [oidc.customFetch]: fetch, timeout: 20, execute: [oidc.enableNonRepudiationChecks] },
    );
    // Microsoft's common endpoint names no tenant: anybody with a Microsoft account would be let in to ask.
    if (configuration.serverMetadata().issuer !== issuer) throw new Error('The issuer is another one.');
    kept = { at: millis(now()), configuration };
    return configuration;
  }

  async function current(): Promise<oidc.Configuration> {
    if (kept && millis(now()) - kept.at < lasts) return kept.configuration;
    const old = kept?.configuration;
    return described().catch((error: unknown) => {
      if (old) return old;
      throw error;
    });
  }

  return {
    ...{ name, issuer, clientId, redirect },
    async begin(choose) {
      const configuration = await current();
      const verifier = oidc.randomPKCECodeVerifier();
      const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier };
      const url = oidc.buildAuthorizationUrl(configuration, {
        ...{ redirect_uri: redirect, scope: 'openid email profile', state: pending.state, nonce: pending.nonce },
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        ...{ code_challenge_method: 'S256', ...(choose && { prompt: 'select_account' }) },
      });
      return { url: url.href, pending };
    },
    async finish(query, { state, nonce, verifier }) {
      const url = new URL(redirect);
      url.search = query;
      const tokens = await oidc.authorizationCodeGrant(await current(), url, {
        ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      });
      const claims: Readonly<Record<string, unknown>> = { ...tokens.claims() };
      const methods = Array.isArray(claims['amr']) ? claims['amr'] : [];
      return {
        subject: identityIn(claims, isMicrosoft(issuer) ? issuer : undefined),
        severalFactors: methods.some((method) => method === 'mfa' || method === 'ngcmfa'),
      };
    },
    async signOutPage() {
      const { end_session_endpoint: page } = (await current()).serverMetadata();
      return page?.startsWith('https://') ? page : undefined;
    },
    async check() {
      const { jwks_uri: keys } = (await described()).serverMetadata();
      if (!keys?.startsWith('https://')) throw new Error('The provider names no keys.');
      const asked = {
        method: 'GET',
        headers: { accept: 'application/json' },
        body: undefined,
        redirect: 'manual',
      } as const;
      const found = (await (await fetch(keys, asked)).json()) as { keys?: unknown };
      if (!Array.isArray(found.keys) || found.keys.length === 0) throw new Error('The provider has no keys.');
      return { keys: found.keys.length };
    },
  };
}

/** The secret in the way that the provider names; by the standard in a header when it names none. */
function authentication(secret: string): oidc.ClientAuth {
  const [post, basic] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)];
  return (server, client, body, headers) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? post : basic)(
      ...([server, client, body, headers] as const),
    );
}
