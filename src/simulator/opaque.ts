import { isPlainObject } from '../core/shape.ts';

/** Tokens inside links (`$skiptoken`): clients follow them and never look inside. */
export function encodeToken(token: object): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

export function decodeToken(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return isPlainObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
