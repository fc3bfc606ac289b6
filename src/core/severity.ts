/** How bad it is if left, fixed by the unit. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** Weight of a control in the score, and its share of risk when fixes are ranked. */
export const severityWeights: Record<Severity, number> = { critical: 8, high: 4, medium: 2, low: 1 };

export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(floor);
}
