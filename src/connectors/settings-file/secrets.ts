import { WardlineError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/shape.ts';
import { named } from './bytes.ts';

/** Values that no settings export needs and that open something. Source of the shapes: the issuers' own formats. */
const secretShapes: readonly { kind: string; shape: RegExp }[] = [
  { kind: 'a private key', shape: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
  { kind: 'a signed token', shape: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/ },
  {
    kind: 'an Entra client secret',
    shape: /(?:^|[^A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?:$|[^A-Za-z0-9_~.-])/,
  },
  { kind: 'a storage account key', shape: /AccountKey=[A-Za-z0-9+/]{40,}/ },
  { kind: 'a shared access signature', shape: /[?&]sig=[A-Za-z0-9%+/]{30,}/ },
  { kind: 'an AWS access key', shape: /\bAKIA[0-9A-Z]{16}\b/ },
];

const secretKeys =
  /^(?:secretText|clientSecret|client_secret|password|accessToken|access_token|refreshToken|refresh_token|privateKey|private_key|sharedSecret|apiKey|api_key)$/i;

/**
 * Throws `bad-input` when a value looks like a secret, naming its place and never the value. An export that carries
 * one must not be kept, mailed or attached to a ticket.
 */
export function refuseSecrets(document: unknown, path: string): void {
  const waiting: { value: unknown; at: string; key: string }[] = [{ value: document, at: '', key: '' }];
  while (waiting.length > 0) {
    const { value, at, key } = waiting.pop()!;
    if (typeof value === 'string') {
      const kind =
        value.length < 20
          ? keyedSecret(key, value)
          : (secretShapes.find(({ shape }) => shape.test(value))?.kind ?? keyedSecret(key, value));
      if (kind) throw holdsSecret(kind, at, path);
    } else if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1)
        waiting.push({ value: value[index], at: `${at}[${index}]`, key });
    } else if (isPlainObject(value)) {
      for (const name of Object.keys(value))
        waiting.push({ value: value[name], at: at ? `${at}.${name}` : name, key: name });
    }
  }
}

function keyedSecret(key: string, value: string): string | undefined {
  return secretKeys.test(key) && value.trim().length > 0 && !/^[*•x]+$/i.test(value)
    ? `a value named ${key}`
    : undefined;
}

function holdsSecret(kind: string, at: string, path: string): WardlineError {
  return new WardlineError(
    'bad-input',
    `${named(path)} holds ${kind} at ${shown(at)}.`,
    'Remove it from the file, treat it as exposed (revoke or rotate it), and run again. No settings export needs it.',
  );
}

/** A place without anything that a tenant wrote: keys of odd form are replaced. */
function shown(at: string): string {
  return at
    .split('.')
    .map((part) => (/^[\w@-]{1,64}(?:\[\d+\])*$/.test(part) ? part : '…'))
    .join('.');
}
