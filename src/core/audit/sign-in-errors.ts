/** What a sign-in's error number means. Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export type SignInFailure =
  | 'wrong-password'
  | 'no-such-account'
  | 'locked'
  | 'disabled'
  | 'mfa-denied'
  /** Stopped half-way and normal: MFA asked for, session ended, password to be changed. The password was right for `mfa-needed`. */
  | 'mfa-needed'
  | 'interrupted'
  | 'blocked-by-policy'
  | 'blocked-by-risk'
  | 'misconfigured'
  | 'other';

const meanings: readonly (readonly [SignInFailure, readonly number[]])[] = [
  ['wrong-password', [50126, 50056, 80002, 80005, 80012]],
  ['no-such-account', [50034, 50059, 51004, 50020]],
  ['locked', [50053]],
  ['disabled', [50057]],
  ['mfa-denied', [500121]],
  ['mfa-needed', [50074, 50076, 50079, 50072, 50158]],
  [
    'interrupted',
    [
      50058, 50055, 50089, 50097, 50125, 50127, 50129, 50132, 50133, 50140, 50142, 50143, 50144, 50173, 50199, 51006,
      52004, 16000, 16001, 16003, 40008, 70008, 70043, 70044, 81010, 81012, 81014, 501314, 700082, 700084, 9002341,
    ],
  ],
  [
    'blocked-by-policy',
    [53000, 53001, 53002, 53003, 53009, 53010, 53011, 50131, 530002, 530003, 530032, 530034, 530035],
  ],
  ['blocked-by-risk', [53004, 50128, 530031]],
  [
    'misconfigured',
    [
      65001, 65004, 65005, 50011, 50105, 50107, 50177, 50178, 50194, 70001, 70002, 70011, 90009, 90014, 90072, 90094,
      90095, 500011, 500113, 700016, 7000112, 7000215, 7000218, 7000222, 700027, 650052, 650056, 650057,
    ],
  ],
];
const byCode = new Map(meanings.flatMap(([meaning, codes]) => codes.map((code) => [code, meaning] as const)));

/** The meaning of an error number; undefined for 0 and for none. */
export function signInFailure(errorCode: number | undefined): SignInFailure | undefined {
  return errorCode ? (byCode.get(errorCode) ?? 'other') : undefined;
}
