import type { Cmdlet } from '../cmdlet.ts';
import { complianceCmdlets } from './compliance/index.ts';
import { exchangeCmdlets } from './exchange/index.ts';

/** Every cmdlet that the simulator has. Each host keeps its own list. */
export const cmdlets: readonly Cmdlet[] = [...exchangeCmdlets, ...complianceCmdlets];
