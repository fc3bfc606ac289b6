import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import QRCode from 'qrcode';
import { millis } from '../../core/clock.ts';
import { hashOf } from './secrets.ts';

/** RFC 6238 with what every authenticator app takes: SHA-1, six digits, thirty seconds. */
const form = { issuer: 'Wardline', algorithm: 'SHA1', digits: 6, period: 30 } as const;

export interface TotpSetup {
  /** Base32, to be typed by who cannot scan. */
  secret: string;
  uri: string;
  /** The same as an SVG picture. */
  qr: string;
}

export async function newTotp(email: string): Promise<TotpSetup> {
  const secret = new Secret({ size: 20 });
  const uri = new TOTP({ ...form, label: email, secret }).toString();
  const qr = await QRCode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 });
  return { secret: secret.base32, uri, qr };
}

/** The time step of a code that is right now or was or will be half a minute ago or ahead; undefined for a wrong one. */
export function stepOf(code: string, secret: string, at: string): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = millis(at);
  const totp = new TOTP({ ...form, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 30_000) + delta;
}

/** Without letters and digits that look alike. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten codes, each for one use: 50 bits, written as two groups of five. */
export function newRecoveryCodes(): string[] {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: 10 }, () => `${group()}-${group()}`);
}

/** What is kept of a recovery code, however it is typed. */
export function recoveryHash(code: string): string {
  return hashOf(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
}
