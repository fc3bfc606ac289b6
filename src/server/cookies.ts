/** The cookie that holds a session. With TLS its name binds it to this host and path (RFC 6265bis, 4.1.3.2). */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-wardline' : 'wardline';
}

/** Never sent by another site's page, and out of reach of scripts. It ends with the browser, or when the server ends it. */
export function sessionCookie(secret: string, secure: boolean): string {
  return `${sessionCookieName(secure)}=${secret}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

export function clearedCookie(secure: boolean): string {
  return `${sessionCookieName(secure)}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${secure ? '; Secure' : ''}`;
}

/** The session's secret in a Cookie header. */
export function sessionSecret(header: string | undefined, secure: boolean): string | undefined {
  const value = cookieValue(header, sessionCookieName(secure)) ?? '';
  return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}

/** A cookie's value. Where a name comes twice somebody planted one, and neither counts. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`));
  return found.length === 1 ? found[0]!.slice(name.length + 1) : undefined;
}
