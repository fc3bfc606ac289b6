import { millis, now } from '../../core/clock.ts';

const key = 'wardline-attended-at';
/** Milliseconds without a key, touch or move of the mouse after which nobody sits before the page. */
const unattendedAfter = 60_000;

/** Somebody did something, in this tab or another one of Wardline. Written down at most every five seconds. */
export function attend(): void {
  if (quietFor() > 5_000) localStorage.setItem(key, String(millis(now())));
}

/** Milliseconds since somebody did something. */
export function quietFor(): number {
  return millis(now()) - Number(localStorage.getItem(key) ?? 0);
}

/** What a page asks by itself then must not keep the session from its end (45 CFR 164.312(a)(2)(iii)). */
export function isUnattended(): boolean {
  return quietFor() > unattendedAfter;
}

/** Calls `attend` for as long as the page is shown. Gives what ends that. */
export function watchAttention(): () => void {
  const events = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
  attend();
  for (const name of events) addEventListener(name, attend, { passive: true, capture: true });
  return () => {
    for (const name of events) removeEventListener(name, attend, { capture: true });
  };
}
