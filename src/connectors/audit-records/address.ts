const v4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/**
 * The bare address in `192.0.2.1:443`, `[2001:db8::1]:443`, `[192.0.2.1]`, `::ffff:192.0.2.1`; lower case. Undefined for
 * none, host names, loopback and what is no address.
 */
export function bareAddress(given: unknown): string | undefined {
  if (typeof given !== 'string' || given === '') return undefined;
  // The common case first: two million times.
  if (v4.test(given)) return given === '127.0.0.1' || given === '0.0.0.0' ? undefined : given;
  let text = given.trim().toLowerCase();
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(text);
  if (bracketed) text = bracketed[1]!;
  else if (/^[^:]+:\d+$/.test(text)) text = text.slice(0, text.indexOf(':'));
  text = text.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (v4.test(text)) return text === '127.0.0.1' || text === '0.0.0.0' ? undefined : text;
  return text.includes(':') && /^[0-9a-f:.]+$/.test(text) && !/^(?:::1|::)$/.test(text) ? text : undefined;
}
