import type { Baseline } from '../../core/baseline.ts';
import { clinic } from './clinic.ts';
import { hospital } from './hospital.ts';
import { strict } from './strict.ts';

/** The baselines that ship, from the loosest to the strictest. The first is the default. */
export const baselines: readonly Baseline[] = [clinic, hospital, strict];
