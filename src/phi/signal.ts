import type { SensitiveClass, Strength } from '../core/phi.ts';

/** Words that tell of health. They name nobody: they raise an identifier near them to PHI. */
export interface Signal {
  /** `phi.signals.<file name>`. */
  id: string;
  title: string;
  /** How surely a term is about health. `weak` words ("visit", "pain") never decide alone. */
  strength: Strength;
  terms: readonly string[];
  sensitive?: SensitiveClass;
}

export function defineSignal(signal: Signal): Signal {
  return signal;
}

/** One term a line or after a semicolon. */
export function termsOf(list: string): string[] {
  return list
    .split(/[;\n]/)
    .map((term) => term.trim())
    .filter((term) => term !== '');
}
