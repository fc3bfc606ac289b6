import type { Baseline } from '../../core/baseline.ts';

export const clinic: Baseline = {
  id: 'clinic',
  title: 'Clinic',
  summary: 'What HIPAA asks of every practice: each control at its own default.',
  parameters: {},
};
