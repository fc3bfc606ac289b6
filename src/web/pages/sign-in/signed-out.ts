const key = 'wardline-signed-out';

/** The identity provider at which somebody who just signed out here is still signed in. */
export interface StillSignedIn {
  name: string;
  url: string;
}

/** Remembers it over the change to the sign-in page. */
export function leaveFor(provider: StillSignedIn | undefined): void {
  if (provider) sessionStorage.setItem(key, JSON.stringify(provider));
  location.assign('/sign-in');
}

/** Told once: a look at the page again is a new one. */
export function takeStillSignedIn(): StillSignedIn | undefined {
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  try {
    const read = JSON.parse(kept ?? 'null') as StillSignedIn | null;
    return read?.url.startsWith('https://') ? read : undefined;
  } catch {
    return undefined;
  }
}
