import type { Baseline } from '../../core/baseline.ts';
import { clinic } from './clinic.ts';

/** The baselines that ship, from the loosest to the strictest. The first is the default. */
export const baselines: readonly Baseline[] = [clinic];
