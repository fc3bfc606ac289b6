import type { z } from 'zod';
import type { showPlan } from '../../../api/plans.ts';

export type PlanWhole = z.output<(typeof showPlan)['answer']>;
