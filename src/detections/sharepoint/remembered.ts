import type { AuditEvent } from '../../core/audit-event.ts';
import type { DetectionContext } from '../../core/detection.ts';

/**
 * Asks once per event what a dozen detections want to know of it. The context counts by what it was made from: the
 * detections of one run share its answers, another run has others.
 */
export function perEvent<C extends Partial<DetectionContext>, T>(
  question: (event: AuditEvent, context: C) => T,
  answers: keyof C,
): (event: AuditEvent, context: C) => T {
  let latest: { event: AuditEvent; from: unknown; answer: T } | undefined;
  return (event, context) => {
    if (latest?.event === event && latest.from === context[answers]) return latest.answer;
    const answer = question(event, context);
    latest = { event, from: context[answers], answer };
    return answer;
  };
}

const textLimit = 2_000;

/** Asks once per text, for texts that a log repeats all day: sites, user agents. */
export function perText<T>(question: (text: string) => T): (text: string) => T {
  const known = new Map<string, { answer: T }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.answer;
    if (known.size >= textLimit) known.clear();
    const answer = question(text);
    known.set(text, { answer });
    return answer;
  };
}
