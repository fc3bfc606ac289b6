import type { ExportKey } from './key.ts';

/** ScubaGear reads nothing from Intune. */
export const intuneKeys: ExportKey[] = [];
