/** One look at the set-up. */
export interface DoctorFinding {
  /** `recovery-kit` */
  id: string;
  title: string;
  /** `unknown`: it could not be looked at; that is no all-clear. */
  state: 'sound' | 'warning' | 'fault' | 'unknown';
  why: string;
  /** What to do; absent where nothing is to be done. */
  step?: string;
}

export function sound(id: string, title: string, why: string): DoctorFinding {
  return { id, title, state: 'sound', why };
}

export function wrong(
  state: 'warning' | 'fault' | 'unknown',
  id: string,
  title: string,
  why: string,
  step: string,
): DoctorFinding {
  return { id, title, state, why, step };
}

/** An error as a finding: its words and its hint are made for people and hold no value. */
export function faultOf(id: string, title: string, error: unknown): DoctorFinding {
  const known = error instanceof Error && 'hint' in error;
  return wrong(
    'fault',
    id,
    title,
    known ? error.message : 'It failed in a way that was not foreseen.',
    (known && typeof error.hint === 'string' && error.hint) || 'Set WARDLINE_DEBUG=1 and try again.',
  );
}
