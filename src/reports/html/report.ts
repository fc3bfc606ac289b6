import type { Assessment } from '../../core/assessment.ts';
export function htmlReport(assessment: Assessment): string {
  return assessment.run;
}
