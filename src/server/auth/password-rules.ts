import { dictionary } from '@zxcvbn-ts/language-common';

const common = new Set(dictionary['passwords-common']);

/**
 * Why a password cannot be taken; undefined when it can. Length and a list of passwords that leaked, as NIST
 * SP 800-63B asks in 5.1.1.2; no rules about kinds of characters, and no end date.
 */
export function passwordFault(password: string, { email, name }: { email: string; name: string }): string | undefined {
  const length = Array.from(password).length;
  if (length < 12)
    return 'A password has at least 12 characters. Three or four words that do not belong together are good.';
  if (length > 128) return 'A password has at most 128 characters.';
  const plain = password.normalize('NFKC').toLowerCase();
  const core = plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (common.has(plain) || common.has(core)) return 'This password is on the lists that attackers try first.';
  if (/^(.{1,4})\1+.?$/u.test(plain)) return 'This password repeats itself.';
  const own = [email.split('@')[0]!, ...name.toLowerCase().split(/\s+/), 'wardline'].filter((word) => word.length > 3);
  const rest = own.reduce((left, word) => left.replaceAll(word.toLowerCase(), ''), plain);
  if (Array.from(rest).length < 8) return 'This password is mostly your name or address.';
  return undefined;
}
