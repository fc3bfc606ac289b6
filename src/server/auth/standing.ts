import type { SystemScope } from '../../store/scope.ts';
import { authenticatorsOf, recoveryCodesLeft } from '../../store/authenticators.ts';

export type Method = 'totp' | 'passkey' | 'recovery';

export interface Standing {
  next: 'done' | 'second-step' | 'enroll';
  methods: Method[];
}

/** What an account whose password was right has to do next. Nobody gets on without a second step. */
export async function standingOf(scope: SystemScope, account: string): Promise<Standing> {
  const confirmed = (await authenticatorsOf(scope, account)).filter(({ confirmedAt }) => confirmedAt !== undefined);
  if (confirmed.length === 0) return { next: 'enroll', methods: [] };
  const methods: Method[] = [...new Set(confirmed.map(({ kind }) => kind))];
  if ((await recoveryCodesLeft(scope, account)) > 0) methods.push('recovery');
  return { next: 'second-step', methods };
}
